using System.Net;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>What one call brought: a whole answer of the API, or a failure and whether it may pass by itself.</summary>
/// <param name="Corps">The body of a 200, 400 or 404 that is JSON; else null.</param>
/// <param name="Panne">In French; null where there is an answer.</param>
/// <param name="Attente">What the API asks to wait (<c>Retry-After</c>).</param>
/// <param name="Jeton">The token that the call carried.</param>
/// <param name="Lue">What the answer says, where it was read already.</param>
internal sealed record Essai(
    HttpStatusCode? Statut, byte[]? Corps, string? Panne, bool Transitoire = false, TimeSpan? Attente = null, string? Jeton = null,
    ReponseLue? Lue = null)
{
    public static Essai Repondu(HttpStatusCode statut, byte[] corps) => new(statut, corps, null);

    public static Essai EnPanne(string panne, bool transitoire, HttpStatusCode? statut = null, TimeSpan? attente = null) =>
        new(statut, null, panne, transitoire, attente);
}

/// <summary>How one call is made, and what its answer is worth.</summary>
/// <param name="Envoyer">Sends it, with this value of the header Authorization.</param>
/// <param name="Juger">Tells an answer of the API from one that only looks like it, which is a failure.</param>
internal sealed record Envoi(Func<string?, CancellationToken, Task<HttpResponseMessage>> Envoyer, Func<Essai, Essai> Juger);
