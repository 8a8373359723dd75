namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// Characters U+0080 to U+009F have no meaning in a text: who sends them means those of windows-1252, labelled ISO-8859-1 or written
/// as <c>&amp;#146;</c>.
/// </summary>
internal static class Windows1252Text
{
    // As browsers read them; a blank where windows-1252 has nothing.
    private const string Meant = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    public static string Mend(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u0080', '\u009F') < 0) return text;
        return string.Create(text.Length, text, static (mended, source) =>
        {
            for (var i = 0; i < mended.Length; i++)
                mended[i] = source[i] is >= '\u0080' and <= '\u009F'
                    && Meant[source[i] - 0x80] is not ' ' and var meant ? meant : source[i];
        });
    }
}
