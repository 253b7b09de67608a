// The command language that containers and the learner share.
