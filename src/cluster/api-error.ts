/** One problem of a field, with the texts of Kubernetes: `path: Required value: detail`. */
export interface FieldError {
	readonly type:
		| 'Required'
		| 'Invalid'
		| 'Unsupported'
		| 'Forbidden'
		| 'Duplicate'
		| 'TooLong'
		| 'TooMany'
		| 'NotFound';
	readonly path: string;
	/** The whole text after the path, as Kubernetes writes it: `Invalid value: "x": must be …`. */
	readonly text: string;
}

export type Reason =
	| 'BadRequest'
	| 'Forbidden'
	| 'NotFound'
	| 'MethodNotAllowed'
	| 'AlreadyExists'
	| 'Conflict'
	| 'Gone'
	| 'Invalid'
	| 'TooManyRequests'
	| 'UnsupportedMediaType'
	| 'InternalError'
	/** An error without a reason, printed as `Error from server: …`. */
	| '';

const CODES: Record<Reason, number> = {
	BadRequest: 400,
	Forbidden: 403,
	NotFound: 404,
	MethodNotAllowed: 405,
	AlreadyExists: 409,
	Conflict: 409,
	Gone: 410,
	UnsupportedMediaType: 415,
	Invalid: 422,
	TooManyRequests: 429,
	InternalError: 500,
	'': 500,
};

/** A refusal of the API server: a Status object with the reason, code and message of Kubernetes. */
export class ApiError extends Error {
	readonly code: number;

	constructor(
		readonly reason: Reason,
		message: string,
		/** What was asked for, e.g. kind "deployments", group "apps", name "web"; and the causes of an Invalid. */
		readonly details: {name?: string; group?: string; kind?: string; causes?: readonly FieldError[]} = {},
	) {
		super(message);
		this.code = CODES[reason];
	}
}
