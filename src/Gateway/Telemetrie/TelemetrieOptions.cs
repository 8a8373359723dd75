using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>Section <c>Telemetrie</c> of the settings: nothing leaves and nothing is shown unless it says so (ADR 0018).</summary>
internal sealed record TelemetrieOptions
{
    public const string Section = "Telemetrie";

    /// <summary>Where traces, metrics and logs are sent (OTLP over HTTP), such as <c>https://collecteur.univ.fr:4318</c>.</summary>
    public string? Otlp { get; init; }

    /// <summary>Whether they may go to another machine in clear.</summary>
    public bool OtlpEnClair { get; init; }

    /// <summary>Headers that the collector asks for, <c>nom=valeur</c>, separated by commas: a secret as a rule.</summary>
    public string? OtlpEnTetes { get; init; }

    /// <summary>The share of traces that is kept, from 0 to 1.</summary>
    public double Echantillon { get; init; } = 1;

    /// <summary>Whether <c>/metrics</c> is there for Prometheus.</summary>
    public bool Prometheus { get; init; }

    /// <summary>What this gateway is called among other programs (<c>service.name</c>).</summary>
    public string Nom { get; init; } = "passerelle-parcoursup";

    public bool EstActive => Envoie || Prometheus;

    public bool Envoie => !string.IsNullOrWhiteSpace(Otlp);

    public static TelemetrieOptions Of(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<TelemetrieOptions>() ?? new TelemetrieOptions();

    /// <summary>The address of one kind of signals.</summary>
    public Uri AdresseDe(string signal) => new($"{Otlp!.Trim().TrimEnd('/')}/v1/{signal}");

    /// <summary>What is wrong with them, in French.</summary>
    public IEnumerable<string> Errors()
    {
        if (Envoie && ErrorOfAddress(Otlp!.Trim()) is { } wrong) yield return $"{Section}:{nameof(Otlp)} : {wrong}";
        if (!Envoie && !string.IsNullOrWhiteSpace(OtlpEnTetes))
            yield return $"{Section}:{nameof(OtlpEnTetes)} : n'a de sens qu'avec {Section}:{nameof(Otlp)}.";
        if (OtlpEnTetes is { Length: > 0 } headers && headers.Split(',').Any(header => header.IndexOf('=', StringComparison.Ordinal) < 1))
            yield return $"{Section}:{nameof(OtlpEnTetes)} : écrire « nom=valeur », séparés par des virgules.";
        if (Echantillon is not (>= 0 and <= 1))
            yield return $"{Section}:{nameof(Echantillon)} : indiquer une part de 0 à 1 (0.1 : une trace sur dix), et non "
                + $"{Echantillon.ToString(CultureInfo.InvariantCulture)}.";
        if (string.IsNullOrWhiteSpace(Nom)) yield return $"{Section}:{nameof(Nom)} : donner un nom à cette passerelle.";
    }

    private string? ErrorOfAddress(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var address)
        || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        || address.Query.Length > 0 || address.UserInfo.Length > 0
            ? $"« {text} » n'est pas l'adresse d'un collecteur ; écrire par exemple https://collecteur.univ.fr:4318, sans chemin de "
                + $"signal ni mot de passe ({Section}:{nameof(OtlpEnTetes)} le porte)."
        : address.Scheme == Uri.UriSchemeHttps || OtlpEnClair || PostgresTls.IsOwn(address.Host) ? null
        : $"la télémétrie partirait en clair vers « {address.Host} » : écrire https://{address.Authority}, ou passer par un collecteur de "
            + $"cette machine (http://127.0.0.1:4318) ; sinon le dire ({Section}:{nameof(OtlpEnClair)}=true).";
}
