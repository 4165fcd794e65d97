"""A mail server and a GOV.UK Notify for the tests, just real enough for the real clients to talk to."""

import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

REFUSALS = {"nobody@": "550 No such person", "later@": "451 Try again later"}


@contextmanager
def mail_server():
    """Take letters by SMTP into `server.letters`. It refuses nobody@… for good and later@… for now.

    It hangs up in the middle of letters to dead@…: before it has said that it took them, although it has.
    """
    with _serving(_Threaded(("127.0.0.1", 0), _Smtp)) as server:
        yield server


class _Threaded(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                to = line.partition("<")[2].rstrip(">")
                self.say(next((text for start, text in REFUSALS.items() if to.startswith(start)), "250 ok"))
            elif verb == "DATA":
                self.say("354 go on")
                self.server.letters.append((to, self.body()))
                if to.startswith("dead@"):
                    return
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def body(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode()

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def notify():
    """Answer as GOV.UK Notify does for e-mails. It refuses nobody@… and fails after taking letters to dead@…."""
    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), _Notify)) as server:
        yield server


class _Notify(BaseHTTPRequestHandler):
    def do_POST(self):
        letter = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if letter["email_address"].startswith("nobody@"):
            return self.answer(400, {"errors": [{"error": "ValidationError", "message": "no such address"}]})
        if letter["email_address"].startswith("later@"):
            return self.answer(429, {"errors": [{"error": "RateLimitError", "message": "slow down"}]})
        self.server.letters.append(letter)
        if letter["email_address"].startswith("dead@"):
            return self.answer(500, {"errors": [{"error": "Exception", "message": "internal"}]})
        return self.answer(201, {"id": "1", "reference": letter["reference"]})

    def do_GET(self):
        wanted = parse_qs(urlsplit(self.path).query)["reference"][0]
        self.answer(200, {"notifications": [one for one in self.server.letters if one["reference"] == wanted]})

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def _serving(server):
    server.letters = []
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
