"""A visit by the terminal of the package Sip2 (PyPI, Tobias Zeumer): its requests, its socket, its reading of our answers.

Arguments: port, login, card, barcode. Prints one JSON object a message: what it sent, heard and understood.
"""

import json
import logging
import sys

from Sip2.sip2 import Sip2

port, login, card, barcode = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
terminal = Sip2()
terminal.hostName = "127.0.0.1"
terminal.hostPort = port
terminal.tlsEnable = False
terminal.institutionId = "CALL"
terminal.scLocation = "LENS"
terminal.language = "002"
terminal.log = logging.getLogger("silent")
terminal.log.addHandler(logging.NullHandler())
terminal.log.setLevel(logging.CRITICAL)
terminal.connect()


def ask(request, read):
    heard = terminal.get_response(request)
    print(json.dumps({"sent": request.rstrip("\r"), "heard": heard.rstrip("\r"), **read(heard)}))


ask(terminal.sip_login_request(login, "demo"), terminal.sip_login_response)
ask(terminal.sip_sc_status_request(), terminal.sip_sc_status_response)
terminal.patron = card
terminal.patronpwd = "1234"
ask(terminal.sip_patron_status_request(), terminal.sip_patron_status_response)
ask(terminal.sip_item_information_request(barcode), terminal.sip_item_information_response)
ask(terminal.sip_checkout_request(barcode), terminal.sip_checkout_response)
ask(terminal.sip_patron_information_request("charged"), terminal.sip_patron_information_response)
ask(terminal.sip_renew_request(barcode), terminal.sip_renew_response)
ask(terminal.sip_renew_all_request(), terminal.sip_renew_all_response)
ask(terminal.sip_fee_paid_request(4, 0, "2.50", "77", "9"), terminal.sip_fee_paid_response)
ask(terminal.sip_item_status_update_request(barcode, "poids 412 g"), terminal.sip_item_status_update_response)
ask(terminal.sip_checkin_request(barcode), terminal.sip_checkin_response)
ask(terminal.sip_hold_request("+", "", 2, barcode), terminal.sip_hold_response)
ask(terminal.sip_hold_request("-", "", 2, barcode), terminal.sip_hold_response)
ask(terminal.sip_end_patron_session_request(), terminal.sip_end_patron_session_response)
terminal.disconnect()
