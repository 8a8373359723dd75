using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Temoin.Inscriptions;

/// <summary>An enrolment in Témoin's words.</summary>
internal sealed record LigneTemoin
{
    public int Session { get; init; }
    public int CodeCandidat { get; init; }
    public int CodeFormation { get; init; }

    /// <summary>False: he was, and is not any more.</summary>
    public bool Inscrit { get; init; } = true;
    public DateTimeOffset? Date { get; init; }

    /// <param name="maintenant">Business time at which the lines came in: the same at the intake and at the application.</param>
    public static LineReading<LigneTemoin> Read(ReadOnlyMemory<byte> body, string? contentType, DateTimeOffset maintenant) =>
        LineReader.Read<LigneTemoin>(body, contentType, line => line.Check(maintenant), strict: true);

    /// <summary>The same in the engine's words.</summary>
    public InscriptionRecue ToInscription() => new()
    {
        Session = Session, CodeCandidat = CodeCandidat, CodeFormationPsup = CodeFormation, Origine = OrigineInscription.ApiRest,
        Payee = true, Annulee = !Inscrit, DateMaj = Date,
    };

    private LineError? Check(DateTimeOffset maintenant) =>
        Session is < 2018 or > 2100 ? new("session", "Indiquer la session, par exemple 2026.")
        : CodeCandidat <= 0 ? new("codeCandidat", "Indiquer le numéro du dossier.")
        : CodeFormation <= 0 ? new("codeFormation", "Indiquer le code de la formation.")
        : Date is not { } date ? new("date", "Indiquer la date de l'inscription (ISO 8601 avec décalage).")
        : DateInscription.EstPossible(date, maintenant) ? null : new("date", $"Cette date n'est pas possible : {DateInscription.Remede}");
}
