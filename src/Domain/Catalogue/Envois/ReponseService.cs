namespace Parcoursup.Gateway.Domain.Catalogue.Envois;

/// <summary>What lay in the body of an answer, before anything is made of it.</summary>
public enum NatureCorps
{
    Vide,

    /// <summary>A JSON object.</summary>
    Json,

    /// <summary>A page, of a proxy, of the server or of an authentication portal.</summary>
    Html,

    Autre,
}

/// <summary>An answer of Parcoursup's formation service, as far as its meaning depends on it.</summary>
/// <param name="Statut">HTTP status.</param>
/// <param name="Message">The text of <c>message</c>; null when the body has none.</param>
/// <param name="GTaCod">Parcoursup's id of the formation; null when the body has none.</param>
/// <param name="DejaEnvoye">Parcoursup knew the formation before.</param>
public sealed record ReponseService(int Statut, NatureCorps Corps, string? Message = null, string? GTaCod = null, bool DejaEnvoye = false);
