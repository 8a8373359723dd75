using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>Writes the lines of candidates in the layout of an établissement. Not for several threads at once.</summary>
public sealed class LigneScolarixRenderer : IDisposable
{
    private readonly AlphabetFichier _alphabet;
    private readonly FichierPlatWriter _writer;
    private readonly Func<Candidat, string?>[] _readers;
    private readonly IReadOnlyList<ColonneScolarix> _colonnes;
    private readonly bool[] _required;
    private readonly char[] _forbidden;

    /// <param name="disposition">A valid layout.</param>
    /// <param name="nomenclatures">The tables that its columns name.</param>
    public LigneScolarixRenderer(DispositionScolarix disposition, TablesNomenclature nomenclatures)
    {
        ArgumentNullException.ThrowIfNull(disposition);
        _alphabet = AlphabetFichier.Of(disposition.Encodage);
        _writer = new FichierPlatWriter(disposition, entetes: null);
        _colonnes = disposition.ColonnesEffectives;
        _readers = [.. _colonnes.Select(c => Reader(c, disposition.FormatDate, nomenclatures))];
        _required = [.. _colonnes.Select(disposition.IsRequired)];
        // One candidate is one line, whatever stands in his address.
        _forbidden = disposition.Guillemets == GuillemetsFichier.Jamais ? ['\r', '\n', '\t', '"', disposition.Separateur[0]]
            : ['\r', '\n', '\t'];
    }

    /// <summary>The first line of a file; empty where the layout has none.</summary>
    public static byte[] Entete(DispositionScolarix disposition)
    {
        ArgumentNullException.ThrowIfNull(disposition);
        using var writer = new FichierPlatWriter(disposition, disposition.ColonnesEffectives.Select(c => c.Entete));
        return writer.Take();
    }

    public LigneScolarix Render(Candidat candidat)
    {
        ArgumentNullException.ThrowIfNull(candidat);
        candidat = CandidatJuge.Of(candidat).Candidat;
        var values = new string[_readers.Length];
        var warnings = new List<string>();
        var missing = new List<string>();
        for (var i = 0; i < values.Length; i++)
        {
            var value = _readers[i](candidat) ?? "";
            values[i] = Clean(value);
            if (values[i] != value)
                warnings.Add($"{_colonnes[i].Entete} : des caractères que le fichier ne peut pas représenter ont été remplacés.");
            if (_required[i] && string.IsNullOrWhiteSpace(values[i])) missing.Add(_colonnes[i].Entete);
        }

        _writer.Write(values);
        var line = _writer.Take();
        return new LigneScolarix(line, EmpreinteLigne.Of(line, values), warnings, missing);
    }

    public void Dispose() => _writer.Dispose();

    private static Func<Candidat, string?> Reader(ColonneScolarix colonne, string formatDate, TablesNomenclature nomenclatures)
    {
        if (colonne.Source is not { } source) return _ => colonne.Valeur;
        var read = SourcesScolarix.Reader(source, colonne.Format ?? formatDate);
        return colonne.Nomenclature is not { } table ? read : candidat => read(candidat) is { } value ? nomenclatures.Code(table, value)
            ?? value : null;
    }

    private string Clean(string value)
    {
        var clean = _alphabet.Clean(value);
        if (clean.IndexOfAny(_forbidden) < 0) return clean;
        foreach (var c in _forbidden) clean = clean.Replace(c, ' ');
        return clean;
    }
}
