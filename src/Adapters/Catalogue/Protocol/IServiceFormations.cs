using Refit;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>Parcoursup's formation service. The body is given as its bytes, since they are what was signed.</summary>
[Headers("Accept: application/json")]
internal interface IServiceFormations
{
    [Post("/formations")]
    Task<HttpResponseMessage> CreerAsync([Body] HttpContent corps, [Authorize("Bearer")] string jeton, CancellationToken cancellationToken);

    [Post("/formations/majFormation")]
    Task<HttpResponseMessage> ModifierAsync([Body] HttpContent corps, [Authorize("Bearer")] string jeton,
        CancellationToken cancellationToken);

    [Get("/formations/publications/affectation")]
    Task<HttpResponseMessage> RetourAsync([Authorize("Bearer")] string jeton, CancellationToken cancellationToken);
}
