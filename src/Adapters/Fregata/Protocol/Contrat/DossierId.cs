using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>Names a dossier: <c>{session}-{codeCandidat}-{codeFormationPsup}</c>.</summary>
public readonly record struct DossierId(int Session, int CodeCandidat, int CodeFormation)
{
    /// <summary>Where every dossier comes from, as Fregata's search names it.</summary>
    public const string Origine = "Parcoursup";

    public CandidatKey Candidat => new(Session, CodeCandidat);

    /// <summary>Null when the text names no dossier.</summary>
    public static DossierId? Parse(string? text) =>
        text?.Split('-') is [var session, var candidat, var formation] && Number(session) is { } s && Number(candidat) is { } c
        && Number(formation) is { } f
            ? new DossierId(s, c, f) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Session}-{CodeCandidat}-{CodeFormation}");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
