namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>A service that stands beside OpiMetier in the same Apogée (contract §6). What is left out is OpiMetier's.</summary>
public abstract record ServiceVoisinOptions
{
    private const string OpiMetier = "OpiMetier";

    /// <summary>Address of the service; null: OpiMetier's, with this service's name at its end.</summary>
    public string? Url { get; init; }

    /// <summary>Namespace of the operation; null: the one of the releases since 6.00, without suffix.</summary>
    public string? EspaceDeNoms { get; init; }

    /// <summary>HTTP Basic; null: OpiMetier's login and password.</summary>
    public string? Login { get; init; }

    public string? MotDePasse { get; init; }

    /// <summary>The service's own name: the end of its address and of its namespace.</summary>
    internal abstract string Service { get; }

    /// <summary>The namespace since release 6.00.</summary>
    internal string EspaceDeNomsParDefaut => EspacesApogee.Racine + Service;

    /// <summary>The namespace that is really used.</summary>
    internal string EspaceDeNomsEffectif => string.IsNullOrWhiteSpace(EspaceDeNoms) ? EspaceDeNomsParDefaut : EspaceDeNoms.Trim();

    /// <summary>The address that is really used; null when none is given and OpiMetier's does not end with its name.</summary>
    internal Uri? UrlEffective(string urlOpiMetier)
    {
        if (!string.IsNullOrWhiteSpace(Url)) return Uri.TryCreate(Url, UriKind.Absolute, out var own) ? own : null;
        if (!Uri.TryCreate(urlOpiMetier, UriKind.Absolute, out var opi)) return null;
        var path = opi.AbsolutePath.TrimEnd('/');
        return path.EndsWith('/' + OpiMetier, StringComparison.OrdinalIgnoreCase)
            ? new UriBuilder(opi) { Path = path[..^OpiMetier.Length] + Service, Query = "" }.Uri
            : null;
    }

    /// <summary>Without the password, so that no log ever holds it.</summary>
    public sealed override string ToString() => $"{GetType().Name} {{ Url = {Url} }}";
}
