using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>
/// Reads the file that Scolarix gives at the end of an enrolment day. Columns are found by their header. Each line
/// stands alone, so that a broken one, even with a quote that nobody closed, never takes its neighbours along.
/// </summary>
public sealed class RetourReader(RetourOptions options)
{
    /// <param name="contenu">The file's bytes.</param>
    /// <param name="maintenant">Business time of Paris: an enrolment to come is a mistake, and would outlive every correction.</param>
    public LectureRetour Read(ReadOnlyMemory<byte> contenu, DateTime maintenant)
    {
        if (Decode(contenu.Span) is not { } texte)
            return LectureRetour.Impossible(
                $"Le fichier n'est pas en {AlphabetFichier.Of(options.Encodage).Nom} : vérifier l'encodage de l'export de Scolarix, ou « "
                + $"scolarix.retour.encodage ».");
        var lines = Split(texte).ToList();
        if (lines.Count == 0 || string.IsNullOrWhiteSpace(lines[0]))
            return LectureRetour.Impossible("Le fichier est vide : sa première ligne doit nommer les colonnes.");
        if (Parse(lines[0]) is not { } headers)
            return LectureRetour.Impossible("La ligne d'en-tête est illisible : un guillemet n'est pas refermé.");
        var (entetes, erreur) = EntetesRetour.Read(headers, options);
        if (entetes is null) return LectureRetour.Impossible(erreur!);

        var parser = new LigneParser(entetes, options.FormatDate, maintenant);
        var lues = new List<LigneRetour>();
        var refusees = new List<RefusRetour>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Length == 0) continue;
            var number = i + 1;
            if (Parse(lines[i]) is not { } values)
                refusees.Add(new RefusRetour(number, null, null,
                    "Un guillemet n'est pas refermé : corriger la ligne et renvoyer le fichier."));
            else if (parser.Parse(number, values, out var refus) is { } inscription)
                lues.Add(new LigneRetour(number, inscription));
            else
                refusees.Add(refus!);
        }

        return new LectureRetour(lues, refusees, entetes.Ignorees);
    }

    private string? Decode(ReadOnlySpan<byte> contenu)
    {
        try
        {
            // A file of another encoding must not become wrong letters.
            var encoding = options.Encodage == EncodageFichier.Utf8 ? new UTF8Encoding(false, throwOnInvalidBytes: true)
                : AlphabetFichier.Of(options.Encodage).Encoding;
            var preamble = Encoding.UTF8.Preamble;
            if (contenu.StartsWith(preamble))
                return options.Encodage == EncodageFichier.Utf8 ? encoding.GetString(contenu[preamble.Length..]) : null;
            return contenu.Contains((byte)0) ? null : encoding.GetString(contenu);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Split(string texte)
    {
        using var reader = new StringReader(texte);
        while (reader.ReadLine() is { } line) yield return line;
    }

    private string[]? Parse(string line)
    {
        var broken = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Separateur, BufferSize = 1024, BadDataFound = _ => broken = true, TrimOptions = TrimOptions.Trim,
        };
        using var parser = new CsvParser(new StringReader(line), configuration);
        var record = parser.Read() ? parser.Record : null;
        // An unclosed quote reaches to the end of the text without being bad for the library.
        return broken || record is null || line.Count(c => c == '"') % 2 != 0 ? null : record;
    }
}
