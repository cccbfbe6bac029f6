"""Every request as the codec of the package pysip2 writes it (PyPI, MIT), every answer as it reads it, typed and strict.

Arguments: port, login, card, barcode. Prints one JSON object a message: its name, and every field it understood.
"""

import json
import socket
import sys

import pysip2
from pysip2 import decode_message, encode_message
from pysip2 import models

port, login, card, barcode = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
date = "20261121    140509"
connection = socket.create_connection(("127.0.0.1", port), timeout=10)
heard = bytearray()
sequence = 0


def ask(request):
    global sequence
    connection.sendall(encode_message(request, sequence_number=sequence, checksum=True, encoding="utf-8"))
    while b"\r" not in heard:
        chunk = connection.recv(4096)
        if not chunk:
            raise SystemExit("closed without an answer")
        heard.extend(chunk)
    end = heard.index(b"\r") + 1
    frame = bytes(heard[:end])
    del heard[:end]
    answer = decode_message(frame, encoding="utf-8")
    fields = {name: getattr(answer.message, name) for name in answer.message.__struct_fields__}
    said = {"name": type(answer.message).__name__, "sequence": answer.sequence_number, **fields}
    print(json.dumps({**said, "sent": sequence, "checksum": answer.checksum is not None}))
    sequence = (sequence + 1) % 10


who = {"institution_id": "CALL", "patron_identifier": card, "terminal_password": ""}
what = {"institution_id": "CALL", "item_identifier": barcode, "terminal_password": ""}
pin = {"patron_password": "1234"}

ask(models.LoginRequest(uid_algorithm="0", pwd_algorithm="0", login_user_id=login, login_password="demo"))
ask(models.SCStatusRequest(status_code="0", max_print_width="080", protocol_version="2.00"))
ask(models.PatronStatusRequest(language="002", transaction_date=date, **who, **pin))
ask(models.PatronInformationRequest(language="002", transaction_date=date, summary="  Y       ", **who, **pin))
ask(models.ItemInformationRequest(transaction_date=date, **what))
loan = {"no_block": "N", "transaction_date": date, "nb_due_date": date}
ask(models.CheckoutRequest(sc_renewal_policy="N", **loan, **{**who, **what}, **pin))
ask(models.RenewRequest(third_party_allowed="N", **loan, **{**who, **what}, **pin))
ask(models.RenewAllRequest(transaction_date=date, **who, **pin))
ask(models.ItemStatusUpdateRequest(transaction_date=date, item_properties="", **what))
back = {"no_block": "N", "transaction_date": date, "return_date": date, "current_location": "LENS"}
ask(models.CheckinRequest(**back, **what))
ask(models.HoldRequest(hold_mode="+", transaction_date=date, **{**who, **what}, **pin))
ask(models.HoldRequest(hold_mode="-", transaction_date=date, **{**who, **what}, **pin))
fee = {"fee_type": "04", "payment_type": "00", "currency_type": "EUR", "fee_amount": "2.50"}
ask(models.FeePaidRequest(transaction_date=date, **fee, **who, **pin))
ask(models.BlockPatronRequest(card_retained="N", transaction_date=date, blocked_card_message="", **who))
ask(models.PatronEnableRequest(transaction_date=date, **who, **pin))
ask(models.EndPatronSessionRequest(transaction_date=date, **who, **pin))
print(json.dumps({"name": "version", "version": pysip2.__version__}))
