using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>
/// Formats the lines of one file. The bytes are taken away page by page, so that a file of any size costs the memory
/// of a page; writing them is somebody else's business.
/// </summary>
public sealed class FichierOpiWriter : IDisposable
{
    private readonly MemoryStream _page = new();
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    /// <param name="disposition">A valid layout.</param>
    /// <param name="entete">False leaves the header line out even where the layout has one.</param>
    public FichierOpiWriter(DispositionFichiers disposition, bool entete = true)
    {
        ArgumentNullException.ThrowIfNull(disposition);
        var separator = disposition.Separateur[0];
        _text = new StreamWriter(_page, AlphabetFichier.Of(disposition.Encodage).Encoding);
        _csv = new CsvWriter(_text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = disposition.Separateur,
            NewLine = disposition.FinDeLigne == FinDeLigne.Lf ? "\n" : "\r\n",
            // The library's own rule only looks for the line end that it writes: another one in a value would stay bare.
            ShouldQuote = field => disposition.Guillemets switch
            {
                GuillemetsFichier.Toujours => true,
                GuillemetsFichier.Jamais => false,
                _ => NeedsQuotes(field.Field, separator),
            },
        });
        if (entete && disposition.Entete) WriteRecord(disposition.ColonnesEffectives.Select(c => c.Entete));
    }

    /// <summary>Lines so far, the header not counted.</summary>
    public int Lignes { get; private set; }

    public void Write(LigneOpi ligne)
    {
        ArgumentNullException.ThrowIfNull(ligne);
        WriteRecord(ligne.Valeurs);
        Lignes++;
    }

    /// <summary>The bytes since the last call.</summary>
    public byte[] Take()
    {
        _csv.Flush();
        _text.Flush();
        var bytes = _page.ToArray();
        _page.SetLength(0);
        return bytes;
    }

    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
        _page.Dispose();
    }

    private void WriteRecord(IEnumerable<string> values)
    {
        foreach (var value in values) _csv.WriteField(value);
        _csv.NextRecord();
    }

    private static bool NeedsQuotes(string? field, char separator) =>
        field is { Length: > 0 } && (field[0] == ' ' || field[^1] == ' ' || field.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) >= 0);
}
