import pytest

from data.errors import CatalogError, UsageError
from data.records import Board
from scraper.runs.board_list import add_board, find_boards, load_boards, read_boards, write_boards


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_list_is_sorted_and_holds_each_board_once(tmp_path):
    boards = load_boards(added=tmp_path / "none.toml")

    assert len(boards) > 190
    assert len({(board.source, board.slug, board.region) for board in boards}) == len(boards)
    assert [board.source for board in boards[:3]] == ["greenhouse"] * 3
    assert any(board.source == "hackernews" for board in boards)


def test_boards_survive_writing_and_reading(tmp_path):
    boards = (
        Board("greenhouse", "acme", 'Acme "A" \\ Söhne'),
        Board("lever", "b.c", None, "eu"),
        Board("jsonld", "x", "X\n", None, "https://x.example/jobs"),
    )

    write_boards(tmp_path / "boards.toml", reversed(boards))

    assert read_boards(tmp_path / "boards.toml") == boards


def test_what_the_user_added_wins(tmp_path):
    shipped = written(tmp_path / "a.toml", '[[board]]\nsource = "lever"\nslug = "acme"\nemployer = "Old"\n')
    add_board(Board("lever", "acme", "New"), tmp_path / "own" / "b.toml")
    add_board(Board("ashby", "other"), tmp_path / "own" / "b.toml")

    boards = load_boards(shipped, tmp_path / "own" / "b.toml")

    assert Board("lever", "acme", "New") in boards
    assert Board("lever", "acme", "Old") not in boards
    assert Board("ashby", "other") in boards


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[board]]\nslug = 'a'", "board 1 has no source"),
        ("[[board]]\nsource = 'lever'", "board 1 has no slug"),
        ("[[board]]\nsource = 'x'\nslug = 'a'", "no source 'x'"),
        ("[[board]]\nnote = 'a'", "unknown key 'note'"),
        ("[[board", "a.toml"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, text, words):
    with pytest.raises(CatalogError, match=words):
        read_boards(written(tmp_path / "a.toml", text))


def test_a_missing_list_is_named(tmp_path):
    with pytest.raises(CatalogError, match="cannot be read"):
        read_boards(tmp_path / "a.toml")


def test_boards_are_found_by_employer_slug_or_source():
    boards = [Board("lever", "acme", "Acme Söhne"), Board("ashby", "beta"), Board("greenhouse", "c", "Gamma")]

    assert find_boards(boards, "söhne") == boards[:1]
    assert find_boards(boards, "BETA") == [boards[1]]
    assert find_boards(boards, "greenhouse") == [boards[2]]
    assert find_boards(boards, "nobody") == []


@pytest.mark.parametrize(
    "name",
    [
        "Smørk & Söhne",
        'Say "x" \\ y',
        "\U0001f680 Labs",
        "\U000e0001",
        "Acme\U000e0041X",
        "a\tb\u2028c\x7f",
        "".join(map(chr, range(1, 0xA1))),
        "".join(chr(0x10000 * plane + 0xFFFF) for plane in range(17)),
    ],
    ids=ascii,
)
def test_what_is_written_reads_back_the_same(tmp_path, name):
    board = Board("lever", "acme", name)

    write_boards(tmp_path / "a.toml", [board])

    assert read_boards(tmp_path / "a.toml") == (board,)


def test_what_cannot_be_written_leaves_the_list_as_it_was(tmp_path):
    path = tmp_path / "a.toml"
    write_boards(path, [Board("lever", "acme")])

    with pytest.raises(UsageError, match="cannot be written"):
        write_boards(path, [Board("lever", "acme"), Board("lever", "beta", "Be\ud800ta")])

    assert read_boards(path) == (Board("lever", "acme"),)
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]


@pytest.mark.parametrize(
    "text", ["board = 5", "board = ['x']", "[[board]]\nsource='lever'\nslug='a'\nemployer=5"]
)
def test_a_list_of_another_shape_is_named(tmp_path, text):
    with pytest.raises(CatalogError, match=r"a\.toml"):
        read_boards(written(tmp_path / "a.toml", text))
