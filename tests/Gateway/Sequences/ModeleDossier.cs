namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>A decision on a wish.</summary>
/// <param name="Code">F, S, D, H for a hold, N for nothing.</param>
/// <param name="Vet">The VET of an F or an S; <paramref name="Categorie"/> that of an S.</param>
internal readonly record struct Decision(char Code, string Vet = "", string Categorie = "")
{
    public bool EstVivante => Code is 'F' or 'S';
}

/// <summary>A wish of the model.</summary>
internal sealed class ModeleVoeu
{
    public required Enonce Enonce { get; set; }
    public DateTime? Date { get; set; }
    public DateTimeOffset Parle { get; set; }
    public long Ordre { get; set; }
    public bool Disparu { get; set; }

    /// <summary>Business time of the first answer that lacked it.</summary>
    public DateTimeOffset? AbsentDepuis { get; set; }

    /// <summary>A full list has lacked it since; a targeted answer alone does not confirm itself.</summary>
    public bool AbsentDUneListe { get; set; }
    public Decision Decision { get; set; } = new('N');
    public ModeleGarde? Garde { get; set; }

    /// <summary>What the guard holds it for; a rejection is bound to it (rule C6).</summary>
    public string Faits { get; set; } = "";

    /// <summary>Rule B5.</summary>
    public bool EstDepassePar(DateTime? date, DateTimeOffset parle, long ordre) =>
        date is { } mine && Date is { } theirs && mine != theirs ? mine > theirs : parle != Parle ? parle > Parle : ordre > Ordre;
}

/// <summary>A VET that was attempted: what was said of it last, and the formations that held it up.</summary>
internal sealed record Tentee(char Code, string Categorie, IReadOnlySet<int> Soutiens);

/// <summary>What an OPI holds when it is written; empty when there is nothing to say.</summary>
internal sealed record Rendu(int Identite, SortedDictionary<string, Tentee> Vets)
{
    public override string ToString() =>
        string.Join(' ', Vets.Select(v => $"{v.Key}={v.Value.Code}{v.Value.Categorie}").Append($"identité{Identite}"));
}

/// <summary>A candidate of the model: rules B5 for his identity, C2 for what Apogée should hold of him.</summary>
internal sealed class ModeleDossier
{
    private (DateTimeOffset Parle, long Ordre) _identite;

    public int Identite { get; private set; } = -1;
    public SortedDictionary<int, ModeleVoeu> Voeux { get; } = [];
    public SortedDictionary<string, Tentee> Tentees { get; set; } = [];

    /// <summary>He has accepted for good since his other wishes were last looked at (rule C8).</summary>
    public bool AVerifier { get; set; }

    public void Apprendre(int identite, DateTimeOffset parle, long ordre)
    {
        if (Identite >= 0 && (parle, ordre).CompareTo(_identite) < 0) return;
        (Identite, _identite) = (identite, (parle, ordre));
    }

    /// <summary>Rule C2: one live wish is enough; whatever was attempted and has no support any more is D; a hold moves nothing.</summary>
    public Rendu? Composer()
    {
        var vets = new SortedDictionary<string, Tentee>(StringComparer.Ordinal);
        foreach (var group in Voeux.Where(v => v.Value.Decision.EstVivante).GroupBy(v => v.Value.Decision.Vet))
        {
            var answers = group.Select(v => (v.Value.Decision.Code, v.Value.Decision.Categorie)).Distinct().ToList();
            if (answers.Count == 1)
                vets[group.Key] = new(answers[0].Code, answers[0].Categorie, group.Select(v => v.Key).Concat(Retenant(group.Key)).ToHashSet());
            else if (Tentees.TryGetValue(group.Key, out var before))
                vets[group.Key] = before;
        }

        foreach (var (vet, before) in Tentees.Where(t => !vets.ContainsKey(t.Key)))
            vets[vet] = Retenant(vet).Any() ? before : new('D', "", before.Soutiens);
        return vets.Count == 0 ? null : new(Identite, vets);
    }

    // The wishes in a hold that held the VET up when it was last sent.
    private IEnumerable<int> Retenant(string vet) => Tentees.GetValueOrDefault(vet) is { Code: not 'D' } sent
        ? Voeux.Where(v => v.Value.Decision.Code == 'H' && sent.Soutiens.Contains(v.Key)).Select(v => v.Key) : [];
}
