using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>How one call ended: one of the nested cases.</summary>
internal abstract record Appel
{
    private Appel() { }

    /// <param name="Octets">The whole body; null when it is longer than may be.</param>
    public sealed record Repondu(int Statut, byte[]? Octets, string? Charset, TimeSpan? Attendre) : Appel;

    public sealed record SansReponse(NatureEchec Nature, string Message) : Appel;
}
