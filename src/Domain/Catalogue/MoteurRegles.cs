namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>What the rules make of a formation on a day, and why.</summary>
/// <param name="Regles">Those that match, by id.</param>
/// <param name="Retenue">The one whose status has the highest rank; of equal ones the first by id.</param>
/// <param name="Ecartees">Those that would match if nothing excluded the formation; only when asked for.</param>
public sealed record Evaluation(
    StatutCatalogue Statut, IReadOnlyList<Regle> Regles, Regle? Retenue, IReadOnlyList<Exclusion> Exclusions, IReadOnlyList<Regle> Ecartees)
{
    /// <summary>The reason in one sentence.</summary>
    public string Motif => Retenue is { } won
        ? Regles.Count == 1 ? $"La règle {won.Id} correspond et donne « {Statut.Libelle()} »."
            : $"{Regles.Count} règles correspondent ; la règle {won.Id} l'emporte, « {Statut.Libelle()} » étant le statut le plus élevé."
        : Exclusions.Count > 0 ? string.Join(" ", Exclusions.Select(e => e.Motif))
        : "Aucune règle ne correspond à la formation.";
}

/// <summary>
/// The rule engine: formation × rules × day → status with its reason. Where several rules match the rank of the status decides, never
/// the order of the rules.
/// </summary>
public sealed class MoteurRegles
{
    private static readonly Regle[] Aucune = [];

    /// <summary>What is made of a formation of which no rule speaks.</summary>
    public static Evaluation AucuneRegle { get; } = new(StatutCatalogue.NonPubliable, Aucune, null, [], Aucune);

    private readonly Dictionary<(string? Niveau, string? Diplome), Regle[]> _regles;

    public MoteurRegles(IEnumerable<Regle> regles) => _regles = regles.Where(r => r.EstAppliquee)
        .GroupBy(r => ((string?)r.Niveau, (string?)r.Diplome))
        .ToDictionary(g => g.Key, g => g.OrderBy(r => r.Id, StringComparer.Ordinal).ToArray());

    /// <summary>Whether any rule is for this level and diploma: what else a formation says does not matter where none is.</summary>
    public bool ParleDe(string? niveau, string diplome) => _regles.ContainsKey((niveau, diplome));

    /// <param name="expliquer">Tells also which rules would match if nothing excluded the formation.</param>
    public Evaluation Evaluer(FormationCatalogue formation, ContexteNuit nuit, bool expliquer = false)
    {
        var exclusions = ConditionsCommunes.Exclusions(formation, nuit);
        if (exclusions.Count > 0)
            return new(StatutCatalogue.NonPubliable, Aucune, null, exclusions, expliquer ? Correspondantes(formation) : Aucune);
        var matching = Correspondantes(formation);
        Regle? won = null;
        var best = StatutCatalogue.NonPubliable;
        foreach (var rule in matching)
            if (rule.StatutPour(formation.Academie) is var status && (won is null || status > best))
                (won, best) = (rule, status);
        return new(best, matching, won, exclusions, Aucune);
    }

    private IReadOnlyList<Regle> Correspondantes(FormationCatalogue formation)
    {
        if (!_regles.TryGetValue((formation.Niveau, formation.Diplome), out var candidates)) return Aucune;
        List<Regle>? found = null;
        foreach (var rule in candidates)
            if (rule.Convient(formation))
                (found ??= []).Add(rule);
        return found ?? (IReadOnlyList<Regle>)Aucune;
    }
}
