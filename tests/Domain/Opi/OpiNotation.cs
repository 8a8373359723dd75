using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Opi;

namespace Parcoursup.Gateway.Domain.Tests.Opi;

/// <summary>
/// A short notation for the rows of the desired OPI. Wishes are letters, VETs are V1, V2…:
/// "A F V1, B S V2 OS3, C D, E ?, G -" (E is held, G asks for nothing); attempts: "V1 F A+B, V2 D A".
/// </summary>
internal static class OpiNotation
{
    public static VoeuKey Key(char wish) => new(2026, 17, 1 + wish - 'A', false);

    public static CibleVet Cible(string vet, string? category = null) =>
        new() { CodCge = "SCI", CodEtp = vet, CodVrsVet = 101, CodCatOuiSi = category, MtfCat = category is null ? null : "REM", CursusAmenage = category };

    public static IReadOnlyList<VoeuDecide> Wishes(string row) =>
        [.. Parts(row).Select(p => new VoeuDecide(new Voeu { Key = Key(p[0][0]) }, Decision(p)))];

    public static IReadOnlyList<VetTentee> Attempts(string row) =>
        [.. Parts(row).Select(p => new VetTentee
        {
            Cible = Cible(p[0], p[1] == "S" ? p[3] : null),
            DernierCode = Enum.Parse<CodeDecision>(p[1]),
            Soutiens = [.. (p.Length > 2 ? p[2] : "").Split('+', StringSplitOptions.RemoveEmptyEntries).Select(w => Key(w[0]))],
        })];

    public static string Show(OpiSouhaitee opi) => string.Join(", ", opi.Voeux.Select(Show));

    public static string Show(VoeuOpi item) =>
        string.Join(' ', new[] { item.Cible.CodEtp, item.Code.ToString(), item.Cible.CodCatOuiSi }.Where(part => part is not null));

    /// <summary>Everything of an OPI, to compare two of them.</summary>
    public static IReadOnlyList<string> Full(OpiSouhaitee opi) =>
        [.. opi.Voeux.Select(v => $"{v.Cible} {v.Code} {v.NumCls} {v.Motif} [{string.Join(' ', v.Soutiens)}]")];

    public static Decision Hold(string field = "champ") => new() { Reserve = new Reserve(field, "À compléter"), Motif = "À compléter", Source = "règle C3" };

    public static Decision Nothing() => new() { Motif = "Pas de réponse", Source = "règle C1" };

    public static Decision Unfavourable() => new() { Code = CodeDecision.D, Motif = "Désistement", Source = "règle C1" };

    public static Decision Favourable(CibleVet cible) =>
        new() { Code = cible.CodCatOuiSi is null ? CodeDecision.F : CodeDecision.S, Cible = cible, Motif = "Accepté", Source = "règle C1" };

    private static Decision Decision(string[] parts) => parts[1] switch
    {
        "?" => Hold(),
        "-" => Nothing(),
        "D" => Unfavourable(),
        _ => Favourable(Cible(parts[2], parts.ElementAtOrDefault(3))),
    };

    private static IEnumerable<string[]> Parts(string row) =>
        row.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => part.Split(' '));
}
