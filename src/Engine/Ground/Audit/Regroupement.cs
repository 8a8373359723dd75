namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>
/// Counts what would be a flood of entries: one entry for each who, from where and what, however often it came. So many are told apart;
/// those beyond are one more.
/// </summary>
internal sealed class Regroupement(TimeProvider time)
{
    internal const int Most = 5_000;
    private static readonly Auteur Others = new("divers", null, "adresses diverses");

    private readonly Lock _lock = new();
    private Dictionary<(ActeAudit, string?, Auteur), Total> _totals = [];

    public void Add(EntreeAudit entree)
    {
        var author = entree.Auteur with { Correlation = null };
        lock (_lock)
        {
            var key = (entree.Acte, entree.Etablissement, author);
            if (_totals.Count >= Most && !_totals.ContainsKey(key)) key = (entree.Acte, null, Others);
            if (!_totals.TryGetValue(key, out var total))
                _totals[key] = total = new Total { Issue = entree.Issue, First = time.GetUtcNow() };
            total.Count++;
            total.Last = time.GetUtcNow();
        }
    }

    /// <summary>What has come since the last time.</summary>
    public IReadOnlyList<EntreeAudit> Take()
    {
        Dictionary<(ActeAudit Acte, string? Etablissement, Auteur Auteur), Total> taken;
        lock (_lock) (taken, _totals) = (_totals, []);
        return [.. taken.Select(t => new EntreeAudit(t.Key.Acte, t.Key.Etablissement, null)
        {
            Auteur = t.Key.Auteur, Issue = t.Value.Issue, Nombre = t.Value.Count,
            Details = t.Value.Count == 1 ? []
                : [new("periode", Storage.TypeHandlers.Text(t.Value.First), Storage.TypeHandlers.Text(t.Value.Last))],
        })];
    }

    private sealed class Total
    {
        public string Issue { get; init; } = "";
        public DateTimeOffset First { get; init; }
        public DateTimeOffset Last { get; set; }
        public long Count { get; set; }
    }
}
