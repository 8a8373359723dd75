using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>One of Apogée's services as it is reached.</summary>
/// <param name="Nom">Its conventional name, the last part of its address: <c>OpiMetier</c>.</param>
internal sealed record ServiceApogee(string Nom, Uri Url, string EspaceDeNoms, SoapClientOptions Soap)
{
    public static ServiceApogee OpiMetier(ApogeeOptions options) =>
        new("OpiMetier", new Uri(options.Url), options.EspaceDeNomsEffectif, SoapOf(options, options.Login, options.MotDePasse));

    /// <summary>A neighbour of OpiMetier: what it does not say of itself is OpiMetier's (contract §6).</summary>
    public static ServiceApogee Voisin(ApogeeOptions options, ServiceVoisinOptions voisin)
    {
        var own = !string.IsNullOrWhiteSpace(voisin.Login);
        return new(
            voisin.Service,
            voisin.UrlEffective(options.Url)
            ?? throw new InvalidOperationException($"The address of {voisin.Service} is neither given nor to be derived."),
            voisin.EspaceDeNomsEffectif,
            SoapOf(options, own ? voisin.Login : options.Login, own ? voisin.MotDePasse : options.MotDePasse));
    }

    private static SoapClientOptions SoapOf(ApogeeOptions options, string? login, string? password) => new()
    {
        Timeout = TimeSpan.FromSeconds(options.DelaiSecondes),
        Login = string.IsNullOrWhiteSpace(login) ? null : login,
        Password = password,
    };
}

/// <summary>An operation of a service: its element, the one that answers it, and what it is about.</summary>
/// <param name="Objet">As in "Apogée refuse cette OPI".</param>
internal sealed record OperationApogee(string Nom, string Reponse, string Objet);
