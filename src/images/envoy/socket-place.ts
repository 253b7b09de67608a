import { ConfigError } from './config-error.ts'
import type { Message } from './message.ts'
import type { SocketPlace } from './settings.ts'

const HIGHEST_PORT = 65_535

/** The address and port of a core.v3.Address. Throws a ConfigError. */
export function readPlace(address: Message): SocketPlace {
  const socket = address.message('socket_address')
  if (socket === undefined)
    throw new ConfigError(
      'Proto constraint validation failed (AddressValidationError.Address: value is required)',
    )
  const place = { address: socket.text('address'), port: socket.number('port_value', 0) }
  if (place.address === '') throw tooShort('SocketAddress', 'Address')
  if (place.port > HIGHEST_PORT)
    throw new ConfigError(
      'Proto constraint validation failed (SocketAddressValidationError.PortValue: ' +
        'value must be less than or equal to 65535)',
    )
  return place
}

/** Where a field that must say something says nothing. */
export function tooShort(message: string, field: string): ConfigError {
  return new ConfigError(
    `Proto constraint validation failed (${message}ValidationError.${field}: ` +
      'value length must be at least 1 characters)',
  )
}
