"""Every write to units, their hours and calendar, accounts and posts."""

from wardbook.org.actions.accounts import (
    accept,
    change_password,
    disable,
    enable,
    invite,
    invite_new,
    open_account,
    rename,
)
from wardbook.org.actions.charges import charge, end_charge, tell_charge
from wardbook.org.actions.posts import (
    close_post,
    end_tenure,
    free_post_code,
    hand_over,
    move_on,
    open_post,
    rename_post,
    start_tenure,
)
from wardbook.org.actions.units import (
    add_unit,
    add_usual,
    close_unit,
    load_units,
    rename_unit,
    set_phone,
)
from wardbook.org.actions.working_time import accept_notices, set_hours

__all__ = [
    "accept",
    "accept_notices",
    "add_unit",
    "add_usual",
    "change_password",
    "charge",
    "close_post",
    "close_unit",
    "disable",
    "enable",
    "end_charge",
    "end_tenure",
    "free_post_code",
    "hand_over",
    "invite",
    "invite_new",
    "load_units",
    "move_on",
    "open_account",
    "open_post",
    "rename",
    "rename_post",
    "rename_unit",
    "set_hours",
    "set_phone",
    "start_tenure",
    "tell_charge",
]
