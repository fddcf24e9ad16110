// Ink asks for the React developer tools only when DEV is set; the bundle leaves them out.
export default {initialize() {}, connectToDevTools() {}};
