namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>How a credential that does not pass is answered: HTTP status and French text.</summary>
public sealed record Refused(int Status, string Message)
{
    private static readonly Refused Wrong = new(StatusCodes.Status401Unauthorized, "Identifiant ou mot de passe incorrect.");
    private static readonly Refused TooMany = new(
        StatusCodes.Status429TooManyRequests, "Trop de tentatives avec de mauvais identifiants : patienter une minute.");
    private static readonly Refused Busy = new(
        StatusCodes.Status503ServiceUnavailable, "Trop de vérifications de mots de passe à la fois : réessayer dans quelques secondes.");

    /// <summary>Null when the credential passes.</summary>
    public static Refused? Of(Verdict verdict) => verdict switch
    {
        Verdict.Right => null,
        Verdict.TooManyFailures => TooMany,
        Verdict.Busy => Busy,
        _ => Wrong,
    };
}
