using System.Buffers;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>Counts the lines that are valid UTF-8 and those that are not, of those that hold more than ASCII.</summary>
internal sealed class ComptageCodage
{
    // What windows-1252 has there stands in no French name; on a Macintosh or in MS-DOS these are letters with accents.
    private static readonly SearchValues<byte> Foreign = SearchValues.Create((byte[])
    [
        0x81, 0x82, 0x83, 0x84, 0x86, 0x87, 0x88, 0x89, 0x8B, 0x8D, 0x8E, 0x8F, 0x90, 0x95, 0x98, 0x99, 0x9B, 0x9D,
    ]);

    private int _left;
    private byte _low;
    private byte _high;
    private bool _accented;
    private bool _invalid;
    private int _lineForeign;
    private int _lineLetters;
    private long _valid;
    private long _others;
    private long _foreign;
    private long _letters;

    /// <summary>In the middle of a character: the next byte counts whatever it is.</summary>
    public bool IsInside => _left > 0;

    public void Look(byte b)
    {
        if (_left > 0)
        {
            if (b >= _low && b <= _high)
            {
                (_left, _low, _high) = (_left - 1, 0x80, 0xBF);
                Weigh(b);
                return;
            }

            (_left, _invalid) = (0, true);
        }

        if (b < 0x80) return;
        _accented = true;
        Weigh(b);
        (_left, _low, _high) = b switch
        {
            >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
            0xE0 => (2, (byte)0xA0, (byte)0xBF),
            0xED => (2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
            0xF0 => (3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
            0xF4 => (3, (byte)0x80, (byte)0x8F),
            _ => (0, (byte)0, (byte)0),
        };
        _invalid |= _left == 0;
    }

    public void EndLine()
    {
        _invalid |= _left > 0;
        if (_invalid)
        {
            _others++;
            _foreign += _lineForeign;
            _letters += _lineLetters;
        }
        else if (_accented)
        {
            _valid++;
        }

        (_left, _accented, _invalid, _lineForeign, _lineLetters) = (0, false, false, 0, 0);
    }

    public FormatTableur Settle() => _others == 0 ? FormatTableur.Utf8
        : _valid == _others ? FormatTableur.CodagesMeles
        : _valid > _others ? FormatTableur.Utf8
        : _foreign > _letters ? FormatTableur.AccentsInconnus
        : FormatTableur.Windows1252;

    private void Weigh(byte b)
    {
        if (b >= 0xC0) _lineLetters++;
        else if (Foreign.Contains(b)) _lineForeign++;
    }
}
