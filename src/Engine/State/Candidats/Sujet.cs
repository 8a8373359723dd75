using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>How deliveries and tasks name a candidate, or one of his formations: <c>2026/12345</c>, <c>2026/12345/8842</c>.</summary>
public readonly record struct Sujet(CandidatKey Candidat, int? Formation = null)
{
    /// <summary>For LIKE: whatever hangs below this candidate.</summary>
    public static string Below(CandidatKey candidat) => new Sujet(candidat) + "/%";

    /// <summary>Null for a subject that is not named in this way.</summary>
    public static Sujet? Read(string text) => text.Split('/') switch
    {
        [var session, var code] when KeyOf(session, code) is { } key => new Sujet(key),
        [var session, var code, var formation] when KeyOf(session, code) is { } key && Number(formation) is { } number =>
            new Sujet(key, number),
        _ => null,
    };

    /// <summary>The candidate of a subject that names one first, whatever follows; null when it does not.</summary>
    public static CandidatKey? CandidatOf(string text) => text.Split('/') is [var session, var code, ..] ? KeyOf(session, code) : null;

    public override string ToString() => Formation is { } formation
        ? string.Create(CultureInfo.InvariantCulture, $"{Candidat.Session}/{Candidat.CodeCandidat}/{formation}")
        : string.Create(CultureInfo.InvariantCulture, $"{Candidat.Session}/{Candidat.CodeCandidat}");

    private static CandidatKey? KeyOf(string session, string code) =>
        Number(session) is { } annee && Number(code) is { } dossier ? new CandidatKey(annee, dossier) : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
