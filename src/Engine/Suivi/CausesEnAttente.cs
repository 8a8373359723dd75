using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>One of those whom a cause holds back.</summary>
/// <param name="Numero">Of the task or delivery; null where the candidate himself waits.</param>
public sealed record Concerne(CandidatKey? Candidat, string? Nom, string? Prenom, long? Numero);

/// <summary>What holds several back for the same reason.</summary>
/// <param name="Titre">In French, without what differs from one to the next.</param>
/// <param name="Champ">The field of the set-up that is missing, as in <c>formations[8877].oui</c>; null where it is another reason.</param>
/// <param name="Concernes">All of them, up to the bound of the list; the first ones with their names.</param>
public sealed record Cause(string Titre, string? Champ, int? Formation, IReadOnlyList<Concerne> Concernes)
{
    /// <summary>Whose names are read: a cause of thousands is solved by one gesture, and nobody reads them all.</summary>
    public const int Nommes = 100;
}

/// <summary>Groups what waits for a person by what solves it: one gesture instead of forty-three.</summary>
public sealed class CausesEnAttente(ListesSuivi lists, CandidatNames names)
{
    private const int Most = 5000;

    /// <summary>Candidates and wishes that are held back; the cause of most first.</summary>
    public async Task<IReadOnlyList<Cause>> ReservesAsync(string etablissement, CancellationToken ct)
    {
        var held = (await lists.RetenusAsync(etablissement, ct)).SelectMany(row => JsonText.Read<List<Reserve>>(row.Reserves)
            .Select(reserve => (reserve, Key: (CandidatKey?)row.Key, Id: (long?)null, Formation: (int?)null)));
        var wishes = (await lists.VoeuxEnReserveAsync(etablissement, Most, ct))
            .Select(row => (Row: row, row.ReadDecision()?.Reserve)).Where(v => v.Reserve is not null)
            .Select(v => (reserve: v.Reserve!, Key: (CandidatKey?)new CandidatKey(v.Row.Session, v.Row.CodeCandidat), Id: (long?)null,
                Formation: (int?)v.Row.CodeFormation));
        return await GroupAsync(etablissement, held.Concat(wishes).Distinct(),
            one => IsOfFormation(one.reserve.Champ) ? one.reserve.Champ : SansNombres(one.reserve.Message),
            one => one.reserve.Message, one => one.reserve.Champ, one => one.Formation, one => one.Key, one => one.Id, ct);
    }

    /// <summary>What the other side refused; the cause of most first.</summary>
    public async Task<IReadOnlyList<Cause>> RefusAsync(string etablissement, CancellationToken ct) =>
        await GroupAsync(etablissement, await lists.RefusAsync(etablissement, ct),
            row => row.Destination + SansNombres(row.Message ?? ""), Said, _ => null, _ => null, row => Sujet.CandidatOf(row.Sujet),
            row => row.Id, ct);

    /// <summary>Tasks; the cause of most first.</summary>
    public async Task<IReadOnlyList<Cause>> TachesAsync(string etablissement, CancellationToken ct) =>
        await GroupAsync(etablissement, await lists.TachesAsync(etablissement, ct),
            row => row.Type + SansNombres(row.Message), row => row.Message, _ => null, _ => null, row => Sujet.CandidatOf(row.Sujet),
            row => row.Id, ct);

    private async Task<IReadOnlyList<Cause>> GroupAsync<T>(
        string etablissement, IEnumerable<T> rows, Func<T, string> by, Func<T, string> titre, Func<T, string?> champ,
        Func<T, int?> formation, Func<T, CandidatKey?> key, Func<T, long?> id, CancellationToken ct)
    {
        // A candidate may wait for one reason in two places: he himself, and his wish.
        var groups = rows.GroupBy(by, StringComparer.Ordinal)
            .Select(group => (First: group.First(), Formation: group.Select(formation).FirstOrDefault(code => code is not null),
                All: group.Select(one => (Key: key(one), Id: id(one))).Distinct().ToList())).ToList();
        var known = await names.OfAsync(
            etablissement, groups.SelectMany(group => group.All.Take(Cause.Nommes)).Select(one => one.Key).OfType<CandidatKey>(), ct);
        return
        [
            .. groups.Select(group => new Cause(titre(group.First), champ(group.First), group.Formation,
                [
                    .. group.All.Select(one => (one.Key, one.Id, Name: one.Key is { } k ? known.GetValueOrDefault(k) : null))
                        .Select(one => new Concerne(one.Key, one.Name?.Nom, one.Name?.Prenom, one.Id)),
                ])).OrderByDescending(cause => cause.Concernes.Count).ThenBy(cause => cause.Titre, StringComparer.Ordinal),
        ];
    }

    // What it means, and the other side's own words.
    private static string Said(LivraisonRow row) => (row.Explication, row.Message) switch
    {
        ({ } explication, { } message) => $"{explication} Réponse : «\u00a0{message}\u00a0»",
        var (explication, message) => explication ?? message ?? "Refusé sans explication.",
    };

    private static bool IsOfFormation(string champ) => champ.StartsWith("formations[", StringComparison.Ordinal);

    // Two refusals of one kind differ in the number that they quote.
    private static string SansNombres(string text) => string.Concat(text.Where(c => !char.IsAsciiDigit(c)));
}
