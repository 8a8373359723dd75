namespace Parcoursup.Gateway.Tableurs.Tests;

/// <summary>Workbooks that people take away: what comes back is what was written.</summary>
public sealed class EcrivainClasseurTests
{
    [Fact]
    public async Task What_is_written_is_what_is_read_zeros_and_formulas_included()
    {
        string[][] lines = [["012", "=1+1"], ["Église", "a;b\nc"], ["", "@x"]];

        var elements = Lire.All(await WriteAsync(lines));

        var header = Assert.IsType<EnteteTableur>(elements[0]);
        Assert.Equal(("codes", 1), (header.Feuille, header.Ligne));
        Assert.Equal(["code", "libellé"], header.Libelles);
        Assert.Equal(lines.Select(l => string.Join('|', l)), Lire.Lines(elements));
    }

    [Fact]
    public async Task What_no_workbook_can_hold_does_not_spoil_it()
    {
        Assert.Equal(["ab|c"], Lire.Lines(Lire.All(await WriteAsync([["a\u0001b", "c\uFFFF"]]))));
    }

    private static async Task<byte[]> WriteAsync(string[][] lines)
    {
        var stream = new MemoryStream();
        await EcrivainClasseur.WriteAsync(stream, "codes", ["code", "libellé"], lines, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
