// What people see and touch. The only place that knows the DOM.
