using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Parcoursup.Gateway.FichiersPlats;

/// <summary>
/// Formats the lines of one file. The bytes are taken away page by page, so that a file of any size costs the memory
/// of a page; writing them is somebody else's business.
/// </summary>
public sealed class FichierPlatWriter : IDisposable
{
    private readonly MemoryStream _page = new();
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    /// <param name="forme">A valid form.</param>
    /// <param name="entetes">The header line; null leaves it out even where the form has one.</param>
    public FichierPlatWriter(FormeFichier forme, IEnumerable<string>? entetes)
    {
        ArgumentNullException.ThrowIfNull(forme);
        var separator = forme.Separateur[0];
        _text = new StreamWriter(_page, AlphabetFichier.Of(forme.Encodage).Encoding);
        _csv = new CsvWriter(_text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = forme.Separateur,
            NewLine = forme.FinDeLigne == FinDeLigne.Lf ? "\n" : "\r\n",
            // The library's own rule only looks for the line end that it writes: another one in a value would stay bare.
            ShouldQuote = field => forme.Guillemets switch
            {
                GuillemetsFichier.Toujours => true,
                GuillemetsFichier.Jamais => false,
                _ => NeedsQuotes(field.Field, separator),
            },
        });
        if (entetes is not null && forme.Entete) WriteRecord(entetes);
    }

    /// <summary>Lines so far, the header not counted.</summary>
    public int Lignes { get; private set; }

    /// <summary>Bytes that wait to be taken, as far as they are formatted.</summary>
    public long EnAttente => _page.Length;

    public void Write(IEnumerable<string> valeurs)
    {
        ArgumentNullException.ThrowIfNull(valeurs);
        WriteRecord(valeurs);
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
