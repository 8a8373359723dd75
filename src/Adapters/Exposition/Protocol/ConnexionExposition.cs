namespace Parcoursup.Gateway.Adapters.Exposition.Protocol;

/// <summary>Where the API is and who asks it: the generation with a key, or the one behind the gateway with a token.</summary>
/// <param name="Base">The address that ends in <c>/api/inserjeunes</c>.</param>
/// <param name="Cle">The API key; null where the public routes are enough.</param>
/// <param name="EnteteCle">The header that carries the key; null: the usual one.</param>
/// <param name="Jeton">Where a token is got (OAuth2 client credentials); null for the generation with a key alone.</param>
public sealed record ConnexionExposition(
    Uri Base, string? Cle = null, string? EnteteCle = null, Uri? Jeton = null, string? Client = null, string? Secret = null)
{
    /// <summary>Of what carries secrets only the address is ever told.</summary>
    public override string ToString() => Base.GetLeftPart(UriPartial.Path);
}

/// <summary>Opens the API.</summary>
public interface IExpositionClients
{
    /// <summary>An API of a connection that somebody names now, as the command line does.</summary>
    IExpositionApi Ouvrir(ConnexionExposition connexion);

    /// <summary>The API of the settings, whose generation may change while it is used; null where the settings name none.</summary>
    IExpositionApi? DesReglages();
}
