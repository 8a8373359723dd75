namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>Section <c>Audit</c> of the settings.</summary>
public sealed record AuditOptions
{
    public const string Section = "Audit";

    /// <summary>How long refused credentials are counted before they become one entry, in seconds.</summary>
    public int RegroupementSecondes { get; init; } = 60;

    /// <summary>From how many refusals on, of one account or from one address, there is an alert; 0: never.</summary>
    public int AlerteRefus { get; init; } = 20;

    /// <summary>Over which time they are counted, in minutes.</summary>
    public int AlerteFenetreMinutes { get; init; } = 15;

    /// <summary>Where each entry is also sent (RFC 5424), such as <c>udp://hote:514</c>; empty: nowhere.</summary>
    public string? Syslog { get; init; }

    /// <summary>Whether the entries may go to another machine in clear.</summary>
    public bool SyslogEnClair { get; init; }

    /// <summary>The facility of the messages: 13, "log audit", unless told otherwise.</summary>
    public int SyslogCategorie { get; init; } = 13;

    /// <summary>What is wrong with them, in French.</summary>
    public IEnumerable<string> Errors()
    {
        if (RegroupementSecondes < 1 || AlerteRefus < 0 || AlerteFenetreMinutes < 1)
            yield return "Audit : RegroupementSecondes et AlerteFenetreMinutes valent au moins 1, AlerteRefus au moins 0 "
                + "(0 : sans alerte).";
        if (SyslogCategorie is < 0 or > 23) yield return "Audit:SyslogCategorie : indiquer un nombre de 0 à 23 (13 : « log audit »).";
        if (!string.IsNullOrWhiteSpace(Syslog) && SyslogTarget.ErrorOf(Syslog, SyslogEnClair) is { } wrong)
            yield return "Audit:Syslog : " + wrong;
    }
}
