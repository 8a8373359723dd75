using System.Globalization;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>A session that is over for the gateway: nothing of it is received or sent any more (rule J5).</summary>
public sealed record CampagneClose
{
    public int Session { get; init; }
    public DateTimeOffset CloseLe { get; init; }
    public string Par { get; init; } = "";

    /// <summary>When its personal data had gone; null: they are still there.</summary>
    public DateTimeOffset? PurgeeLe { get; init; }

    /// <summary>SQL condition over a <c>session</c> that the session is open.</summary>
    public const string Ouverte = "session NOT IN (SELECT session FROM campagne_close)";

    /// <summary>What whoever still tries is told.</summary>
    public string Refus => string.Create(CultureInfo.InvariantCulture,
        $"La campagne {Session} est close depuis le {CloseLe:dd/MM/yyyy} : rien n'en est plus reçu ni envoyé.");
}
