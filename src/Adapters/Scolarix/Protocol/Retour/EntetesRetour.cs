namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>Which column of a file holds which field.</summary>
internal sealed class EntetesRetour
{
    private readonly Dictionary<ColonneRetour, (int Place, string Entete)> _places = [];

    public required IReadOnlyList<string> Ignorees { get; init; }

    /// <summary>The columns, or what is wrong with the header line, in French.</summary>
    public static (EntetesRetour? Entetes, string? Erreur) Read(IReadOnlyList<string> headers, RetourOptions options)
    {
        var known = ColonneRetour.Toutes.ToDictionary(c => c.EnteteDe(options), StringComparer.OrdinalIgnoreCase);
        if (headers.GroupBy(h => h, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1 && known.ContainsKey(g.Key)) is { } twice)
            return (null, $"La colonne « {twice.Key} » figure deux fois dans la ligne d'en-tête.");
        var entetes = new EntetesRetour { Ignorees = [.. headers.Where(h => !known.ContainsKey(h))] };
        for (var i = 0; i < headers.Count; i++)
            if (known.TryGetValue(headers[i], out var colonne))
                entetes._places[colonne] = (i, headers[i]);

        string[] missing = [.. known.Where(c => c.Value.Requise && !entetes._places.ContainsKey(c.Value)).Select(c => c.Key)];
        if (missing.Length > 0)
            return (null,
                $"{(missing.Length == 1 ? "La colonne" : "Les colonnes")} {string.Join(", ", missing)} "
                // What stands there may come from any file: only what was recognised is repeated (rule J2).
                + $"{(missing.Length == 1 ? "manque" : "manquent")} dans la ligne d'en-tête ({entetes.Reconnues(headers.Count)}). "
                + "Vérifier le séparateur et « scolarix.retour.colonnes ».");
        return entetes._places.ContainsKey(ColonneRetour.CodeCandidat) || entetes._places.ContainsKey(ColonneRetour.Ine)
            ? (entetes, null)
            : (null,
                $"Il faut au moins une des colonnes {ColonneRetour.CodeCandidat.EnteteDe(options)} et "
                + $"{ColonneRetour.Ine.EnteteDe(options)} : sans elles une ligne ne dit pas de qui elle parle.");
    }

    /// <summary>The header under which this file has the field.</summary>
    public string EnteteDe(ColonneRetour colonne) => _places.TryGetValue(colonne, out var place) ? place.Entete : colonne.Entete;

    /// <summary>The value of a field, null when the file has no such column or nothing stands there.</summary>
    public string? Valeur(ColonneRetour colonne, IReadOnlyList<string> values) =>
        _places.TryGetValue(colonne, out var place) && values[place.Place] is { Length: > 0 } value ? value : null;

    private string Reconnues(int colonnes) => $"{colonnes} {(colonnes < 2 ? "colonne" : "colonnes")}, " + (_places.Count == 0
        ? "aucune n'est reconnue"
        : $"dont {string.Join(", ", _places.Values.OrderBy(p => p.Place).Select(p => p.Entete))}");
}
