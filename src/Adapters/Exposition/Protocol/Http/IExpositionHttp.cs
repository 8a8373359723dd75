using Refit;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>The addresses of the API, below the one that ends in <c>/api/inserjeunes</c>.</summary>
internal interface IExpositionHttp
{
    /// <param name="code">As the API writes it: the colon of <c>SISE:</c> is legal in a path and stays.</param>
    [Get("/formations/{uai}-{code}")]
    Task<HttpResponseMessage> FormationAsync(
        string uai, [Encoded] string code, string? millesime, [Header("Authorization")] string? autorisation, CancellationToken ct);

    [Get("/certifications/{code}")]
    Task<HttpResponseMessage> CertificationAsync(
        [Encoded] string code, string? millesime, [Header("Authorization")] string? autorisation, CancellationToken ct);

    [Get("/regionales/{region}/certifications/{code}")]
    Task<HttpResponseMessage> RegionaleAsync(
        string region, [Encoded] string code, string? millesime, [Header("Authorization")] string? autorisation, CancellationToken ct);

    /// <param name="liste"><c>formations</c>, <c>certifications</c> or <c>regionales</c>.</param>
    [Get("/{liste}")]
    Task<HttpResponseMessage> ListeAsync(
        string liste, int page, [AliasAs("items_par_page")] int items, string? millesime, [Header("Authorization")] string? autorisation,
        CancellationToken ct);
}

/// <summary>The token endpoint (OAuth2, client credentials).</summary>
internal interface IJetonHttp
{
    [Post("")]
    Task<HttpResponseMessage> JetonAsync(
        [Url] Uri adresse, [Body(BodySerializationMethod.UrlEncoded)] IDictionary<string, string> demande,
        [Header("Authorization")] string? autorisation, CancellationToken ct);
}
