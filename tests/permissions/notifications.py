from tests.permissions.rows import COORDINATOR, EVERYBODY, button, here, page

TABLE = {
    "notifications:notices": page(EVERYBODY),
    "notifications:notice": page({COORDINATOR}, here("notice.pk"), others=404),  # whose it is
    "notifications:all_read": button(EVERYBODY),
    "notifications:preferences": page(EVERYBODY),
}
