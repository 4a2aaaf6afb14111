"""Write testdata/arrays: the files that core/arrayfile is tested on.

    python3 testdata/scripts/make_arrays.py

Needs numpy; the committed files were written by numpy 1.24.2. good/ holds
small arrays with their values in good/expected.json. hostile/ holds files
that must be refused, or of which only some arrays may be read. Everything is
deterministic; run it again and the tree does not change.
"""

import io
import json
import pathlib
import struct
import zipfile
import zlib

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent / "arrays"
GOOD, HOSTILE = ROOT / "good", ROOT / "hostile"
SHAPES = {1: (7,), 2: (3, 5), 3: (2, 3, 4), 4: (2, 3, 2, 3)}
EPOCH = (2020, 1, 1, 0, 0, 0)
expected = {}


def values(dtype, shape):
    """Values that use the whole range of the type, extremes first."""
    n = int(np.prod(shape))
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return (np.arange(n) % 3 == 0).reshape(shape)
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        a = (np.arange(n, dtype=np.int64) * 37 - (50 if dtype.kind == "i" else 0)) % 101
        a = a.astype(dtype)
        a[:2] = info.max, info.min
        return a.reshape(shape)
    info = np.finfo(dtype)
    a = ((np.arange(n) * 0.37 - 1.1) ** 3).astype(dtype)
    a[:6] = info.max, info.tiny, info.smallest_subnormal, -0.0, np.inf, -info.eps
    return a.reshape(shape)


def describe(a, key=""):
    name = a.dtype.name
    vals = [("inf" if x > 0 else "-inf") if np.isinf(x) else float(x)
            for x in a.astype(np.float64).ravel(order="C")]
    return {
        "key": key,
        "dtype": name,
        "shape": list(a.shape),
        "bigEndian": a.dtype.byteorder == ">",
        "fortran": bool(a.flags.f_contiguous and not a.flags.c_contiguous),
        "values": vals,
    }


def npy_bytes(a, version=None):
    b = io.BytesIO()
    np.lib.format.write_array(b, a, version=version)
    return b.getvalue()


def good(name, a, version=None):
    (GOOD / name).write_bytes(npy_bytes(a, version))
    expected[name] = [describe(a)]


def zip_bytes(members, method=zipfile.ZIP_STORED, zip64=False):
    """An archive as numpy.savez writes it, but with a fixed time."""
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", method) as z:
        for name, data in members:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = method
            with z.open(info, "w", force_zip64=zip64) as f:
                f.write(data)
    return b.getvalue()


def good_npz(name, arrays, method, zip64=True):
    members = [(k + ".npy", npy_bytes(a)) for k, a in arrays.items()]
    (GOOD / name).write_bytes(zip_bytes(members, method, zip64))
    expected[name] = [describe(a, k) for k, a in arrays.items()]


def write_good():
    kinds = ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]
    for kind in kinds:
        for order in "<>":
            if order == ">" and np.dtype(kind).itemsize == 1:
                continue
            for rank, shape in SHAPES.items():
                for layout in "CF":
                    if layout == "F" and rank == 1:
                        continue
                    a = np.array(values(kind, shape), dtype=order + kind, order=layout)
                    end = "le" if order == "<" else "be"
                    good(f"{np.dtype(kind).name}-{end}-{layout.lower()}-rank{rank}.npy", a)
    a = values("f4", (3, 4))
    for version in [(1, 0), (2, 0), (3, 0)]:
        good(f"version{version[0]}.npy", a, version)
    # Larger than the blocks in which column-major arrays are transposed.
    wide = ((np.arange(67 * 70) * 7919) % 10007).reshape(67, 70)
    good("blocks-f-rank2.npy", np.asfortranarray(wide.astype("<i2")))
    deep = ((np.arange(33 * 2 * 3 * 35) * 7919) % 10007).reshape(33, 2, 3, 35)
    good("blocks-f-rank4.npy", np.asfortranarray(deep.astype(">u2")))
    arrays = {
        "conv1": values("f4", (4, 3)),
        "blocks/0/conv2": np.asfortranarray(values("f8", (3, 5))),
        "labels": values("i8", (6,)),
        "half": values(">f2", (2, 3, 4)),
    }
    good_npz("stored.npz", arrays, zipfile.ZIP_STORED)
    good_npz("deflated.npz", arrays, zipfile.ZIP_DEFLATED)
    good_npz("no-zip64.npz", arrays, zipfile.ZIP_STORED, zip64=False)
    # Text free in white space, quotes and key order, as other writers have it.
    body = np.arange(6, dtype="<f4").reshape(2, 3)
    odd = {
        "reordered-keys.npy": "{'shape': (2, 3), 'fortran_order': False, 'descr': '<f4'}",
        "extra-space.npy": "  { 'descr' :\t'<f4' ,\n 'fortran_order':False,\r\n'shape':(  2 ,3 , ) , }   \n",
        "double-quotes.npy": '{"descr": "<f4", "fortran_order": False, "shape": (2, 3), }',
        "python2-long.npy": "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }",
        "unpadded.npy": "{'descr':'<f4','fortran_order':False,'shape':(2,3)}",
    }
    for name, text in odd.items():
        (GOOD / name).write_bytes(raw(text, body.tobytes()))
        expected[name] = [describe(body)]


def raw(text, data=b"", version=(1, 0), length=None):
    """A .npy with any text as its header."""
    text = text.encode("utf-8" if version[0] == 3 else "latin-1")
    length = len(text) if length is None else length
    size = struct.pack("<H" if version[0] == 1 else "<I", length)
    return b"\x93NUMPY" + bytes(version) + size + text + data


def header(descr="'<f4'", fortran="False", shape="(2, 3)", **kw):
    data = kw.pop("data", bytes(24))
    return raw(f"{{'descr': {descr}, 'fortran_order': {fortran}, 'shape': {shape}, }}\n", data, **kw)


def write_hostile_npy():
    a = values("f4", (3, 4))
    full = npy_bytes(a)
    files = {
        "empty.npy": b"",
        "magic-only.npy": full[:6],
        "half-magic.npy": full[:3],
        "no-length.npy": full[:9],
        "truncated-header.npy": full[:60],
        "truncated-data.npy": full[:-5],
        "no-data.npy": full[:128],
        "trailing.npy": full + b"more",
        "version9.npy": header(version=(9, 0)),
        "version1.1.npy": header(version=(1, 1)),
        "length-4g.npy": header(version=(2, 0), length=0xFFFFFFFF),
        "length-past-end.npy": header(version=(1, 0), length=60000),
        "huge.npy": header(shape="(1099511627776,)"),
        "huge-product.npy": header(shape="(1048576, 1048576)"),
        "overflow.npy": header(shape="(4294967296, 4294967296)"),
        "overflow-to-small.npy": header(shape="(4611686018427387905, 4)", data=bytes(16)),
        "overflow-dimension.npy": header(shape="(99999999999999999999,)"),
        "negative.npy": header(shape="(-2, -3)"),
        "zero-rows.npy": header(shape="(0, 512)", data=b""),
        "zero-times-overflow.npy": header(shape="(4294967296, 4294967296, 0)", data=b""),
        "rank0.npy": header(shape="()", data=bytes(4)),
        "rank5.npy": header(shape="(1, 2, 3, 1, 1)"),
        "rank9000.npy": header(shape="(" + "1," * 9000 + ")", data=bytes(4)),
        "not-a-tuple.npy": header(shape="(6)"),
        "shape-list.npy": header(shape="[2, 3]"),
        "shape-float.npy": header(shape="(2.0, 3)"),
        "shape-empty-part.npy": header(shape="(2,,3)"),
        "shape-open.npy": header(shape="(2, 3"),
        "object.npy": npy_bytes_object(),
        "structured.npy": npy_bytes(np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")])),
        "subarray.npy": header(descr="('<f4', (2,))"),
        "text.npy": npy_bytes(np.array(["conv1", "conv2"])),
        "bytes.npy": npy_bytes(np.array([b"conv1", b"conv2"])),
        "complex.npy": npy_bytes(np.ones((2, 3), dtype="<c8")),
        "void.npy": npy_bytes(np.zeros((2, 3), dtype="V2")),
        "date.npy": npy_bytes(np.array(["2020-01-01"], dtype="<M8[D]")),
        "float128.npy": header(descr="'<f16'", data=bytes(96)),
        "unknown-type.npy": header(descr="'" + "q" * 200 + "'"),
        "empty-type.npy": header(descr="''"),
        "type-number.npy": header(descr="4"),
        "fortran-maybe.npy": header(fortran="Maybe"),
        "not-a-dict.npy": raw("hello"),
        "empty-header.npy": raw(""),
        "missing-key.npy": raw("{'descr': '<f4', 'shape': (2, 3), }", bytes(24)),
        "unknown-key.npy": raw("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'x': 1}", bytes(24)),
        "twice-key.npy": raw("{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", bytes(24)),
        "no-comma.npy": raw("{'descr': '<f4' 'fortran_order': False, 'shape': (2, 3), }", bytes(24)),
        "open-quote.npy": raw("{'descr: (2, 3), }", bytes(24)),
        "after-dict.npy": raw("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } + 1", bytes(24)),
        "nul-after-dict.npy": raw("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\0", bytes(24)),
        "words.npy": b"network,step,accuracy\n",
        "hdf5.npy": b"\x89HDF\r\n\x1a\n" + bytes(64),
        "matlab.npy": b"MATLAB 5.0 MAT-file" + bytes(109),
        "gzip.npy": b"\x1f\x8b\x08\x00" + bytes(20),
        "pickle.npy": b"\x80\x04]\x94.".ljust(16, b"\0"),
    }
    for name, data in files.items():
        (HOSTILE / name).write_bytes(data)


def npy_bytes_object():
    b = io.BytesIO()
    np.lib.format.write_array(b, np.array([1, "a", None], dtype=object), allow_pickle=True)
    return b.getvalue()


def deflated(data):
    c = zlib.compressobj(9, zlib.DEFLATED, -15)
    return c.compress(data) + c.flush()


def broken(data):
    """Deflated up to half, then a block of a type that does not exist."""
    c = zlib.compressobj(9, zlib.DEFLATED, -15)
    return c.compress(data[: len(data) // 2]) + c.flush(zlib.Z_SYNC_FLUSH) + b"\xff" * 3000


def hand_zip(members):
    """An archive written by hand: (name, method, packed, size, crc, flags)."""
    out, directory = b"", b""
    for name, method, packed, size, crc, flags in members:
        name = name.encode() if isinstance(name, str) else name
        common = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 0x5021, crc, len(packed), size, len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + name
        out += b"PK\x03\x04" + common + name + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(out), 0)
    return out + directory + b"PK\x05\x06" + end


def stored(name, data, **kw):
    return (name, 0, data, kw.get("size", len(data)), kw.get("crc", zlib.crc32(data)), kw.get("flags", 0))


def packed(name, data, **kw):
    return (name, 8, kw.get("packed", deflated(data)), kw.get("size", len(data)), kw.get("crc", zlib.crc32(data)), kw.get("flags", 0))


def write_hostile_npz():
    a = npy_bytes(values("f4", (3, 4)))
    random = np.random.RandomState(1)
    noise = npy_bytes(random.randint(0, 16, 4096).astype("<u1"))
    bomb = header(shape="(65536, 16)", data=bytes(4 << 20))
    claim = header("'|u1'", shape="(8192,)", data=b"")
    half = claim + random.randint(0, 16, 4096).astype("<u1").tobytes()
    ratio = claim + random.randint(0, 16, 64).astype("<u1").tobytes() * 64
    files = {
        "no-members.npz": hand_zip([]),
        "no-arrays.npz": hand_zip([stored("notes.txt", b"a note"), stored("folder/", b"")]),
        "pytorch.npz": hand_zip([stored("archive/data.pkl", b"\x80\x02}q\x00."), stored("archive/data/0", bytes(16))]),
        "only-object.npz": hand_zip([stored("conv1.npy", npy_bytes_object())]),
        "mixed.npz": hand_zip([
            stored("good.npy", a), stored("object.npy", npy_bytes_object()), packed("also-good.npy", a),
            stored("scalar.npy", header(shape="()", data=bytes(4))), stored("notes.txt", b"a note"),
            stored("without-suffix", a), stored("garbage.npy", b"not an array"),
            stored("huge.npy", header(shape="(1099511627776,)")),
            stored("zero.npy", header(shape="(0,)", data=b"")),
        ]),
        "duplicate.npz": hand_zip([stored("conv1.npy", a), stored("conv1.npy", a), stored("conv2.npy", a)]),
        "duplicate-suffix.npz": hand_zip([stored("conv1", a), stored("conv1.npy", a)]),
        "traversal.npz": hand_zip([stored("../../etc/passwd.npy", a), stored("/root/x.npy", a), stored("..\\up.npy", a)]),
        "control-name.npz": hand_zip([stored(b"a\n\x1b[31m\xff.npy", a[:-1])]),
        "bomb.npz": hand_zip([packed("zeros.npy", bomb)]),
        "lying-size.npz": hand_zip([packed("conv1.npy", half, size=len(claim) + 8192)]),
        "lying-ratio.npz": hand_zip([packed("conv1.npy", ratio, size=len(claim) + 8192)]),
        "impossible-ratio.npz": hand_zip([packed("conv1.npy", header(shape="(67108864,)"), size=0x10000000 + 80)]),
        "deflated-short.npz": hand_zip([packed("conv1.npy", noise, packed=deflated(noise)[:1500])]),
        "deflated-longer.npz": hand_zip([packed("conv1.npy", a, packed=deflated(a + bytes(8)))]),
        "deflated-garbage.npz": hand_zip([packed("conv1.npy", noise, packed=broken(noise))]),
        "stored-two-sizes.npz": hand_zip([stored("conv1.npy", a, size=len(a) - 4)]),
        "stored-trailing.npz": hand_zip([stored("conv1.npy", a + b"more")]),
        "stored-short.npz": hand_zip([stored("conv1.npy", a[:-4])]),
        "wrong-crc.npz": hand_zip([stored("conv1.npy", a, crc=1)]),
        "wrong-crc-deflated.npz": hand_zip([packed("conv1.npy", a, crc=1)]),
        "encrypted.npz": hand_zip([stored("conv1.npy", a, flags=1)]),
        "method12.npz": hand_zip([("conv1.npy", 12, a, len(a), zlib.crc32(a), 0)]),
        "truncated.npz": hand_zip([stored("conv1.npy", a)])[:-30],
        "header-only.npz": hand_zip([stored("conv1.npy", a)])[:20],
        "directory-offset.npz": bad_offset(hand_zip([stored("conv1.npy", a)])),
        "entry-past-end.npz": bad_packed(hand_zip([stored("conv1.npy", a)])),
    }
    for name, data in files.items():
        (HOSTILE / name).write_bytes(data)


def bad_offset(z):
    """The directory points into the middle of the data."""
    at = z.index(b"PK\x01\x02") + 42
    return z[:at] + struct.pack("<I", 50) + z[at + 4:]


def bad_packed(z):
    """The directory claims a gigabyte for the entry, stored."""
    at = z.index(b"PK\x01\x02") + 20
    return z[:at] + struct.pack("<II", 1 << 30, 1 << 30) + z[at + 8:]


def main():
    for folder in (GOOD, HOSTILE):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    write_good()
    write_hostile_npy()
    write_hostile_npz()
    lines = [json.dumps(k) + ": " + json.dumps(v, separators=(",", ":")) for k, v in sorted(expected.items())]
    (GOOD / "expected.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
