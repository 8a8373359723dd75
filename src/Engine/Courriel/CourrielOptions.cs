using System.Net;
using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Courriel;

/// <summary>How the way to the mail server is protected.</summary>
public enum TlsCourriel
{
    /// <summary>The server must offer it: else nothing is sent.</summary>
    StartTls,

    /// <summary>From the first byte, as on port 465.</summary>
    Implicite,

    /// <summary>On this machine only.</summary>
    Aucun,
}

/// <summary>Section <c>Courriel</c> of the settings: by which server the daily summary leaves; without server none does.</summary>
public sealed record CourrielOptions
{
    public const string Section = "Courriel";

    public string? Serveur { get; init; }

    public int Port { get; init; } = 587;

    public TlsCourriel Tls { get; init; } = TlsCourriel.StartTls;

    public string? Expediteur { get; init; }

    /// <summary>Where the server asks for one.</summary>
    public string? Compte { get; init; }

    /// <summary>The file of its password, read at each sending: settings and command lines are seen by others.</summary>
    public string? FichierMotDePasse { get; init; }

    /// <summary>When the summary leaves, in business time; empty for never.</summary>
    public string? Heure { get; init; } = "0 0 7 * * ?";

    public bool EstRegle => !string.IsNullOrWhiteSpace(Serveur);

    /// <summary>What is wrong with them, in French.</summary>
    public IEnumerable<string> Errors()
    {
        if (!string.IsNullOrWhiteSpace(Heure) && !BusinessCron.IsValid(Heure))
            yield return $"{Section}:{nameof(Heure)} : « {Heure} » n'est pas une expression cron de Quartz, par exemple 0 0 7 * * ?.";
        if (!EstRegle) yield break;
        if (Port is < 1 or > 65535) yield return $"{Section}:{nameof(Port)} : indiquer un port, de 1 à 65535.";
        if (!Adresse.EstAdresse(Expediteur))
            yield return $"{Section}:{nameof(Expediteur)} : indiquer l'adresse de l'expéditeur, par exemple passerelle@univ.fr.";
        if (Tls == TlsCourriel.Aucun && !IsHere(Serveur!))
            yield return $"{Section}:{nameof(Tls)} : sans TLS, il faut un serveur de cette machine ; sinon StartTls ou Implicite.";
        if (string.IsNullOrEmpty(Compte) != string.IsNullOrEmpty(FichierMotDePasse))
            yield return $"{Section} : {nameof(Compte)} et {nameof(FichierMotDePasse)} vont ensemble.";
        if (FichierMotDePasse is { Length: > 0 } file && !(Path.IsPathFullyQualified(file) && File.Exists(file)))
            yield return $"{Section}:{nameof(FichierMotDePasse)} : indiquer le chemin complet d'un fichier qui existe.";
    }

    private static bool IsHere(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
