using System.Net;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using Refit;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>Makes one call and takes its answer in; whatever goes wrong on the way becomes a result. It never calls twice.</summary>
internal sealed class Transport(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>Name of the HttpClient.</summary>
    public const string ClientName = "catalogue-parcoursup";

    private static readonly RefitSettings Settings = new() { RequestBodySerialization = RequestBodySerializationMode.Buffered };

    /// <param name="estParti">Whether the request had begun to leave; asked after a failure.</param>
    public async Task<Appel> AppelerAsync(AccesService acces, int limite,
        Func<IServiceFormations, CancellationToken, Task<HttpResponseMessage>> appeler, Func<bool> estParti,
        CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(ClientName);
        http.BaseAddress = new Uri(acces.Url.AbsoluteUri.TrimEnd('/'));
        using var patience = new Patience(acces.Delai, time, cancellationToken);
        try
        {
            using var reponse = await appeler(RestService.For<IServiceFormations>(http, Settings), patience.Jeton);
            patience.Renouveler();
            var octets = await LireAsync(reponse.Content, limite, patience);
            return new Appel.Repondu((int)reponse.StatusCode, octets, reponse.Content.Headers.ContentType?.CharSet, Attendre(reponse));
        }
        catch (Exception e) when (EstDelai(e) && !cancellationToken.IsCancellationRequested)
        {
            return SansReponse(PanneReseau.Delai(acces.Delai, estParti()));
        }
        catch (Exception e) when (Reseau(e) is { } panne)
        {
            return SansReponse(PanneReseau.De(panne, estParti()));
        }

        Appel.SansReponse SansReponse(string message) => new(estParti() ? NatureEchec.Incertain : NatureEchec.NonParti, message);
    }

    private static async Task<byte[]?> LireAsync(HttpContent contenu, int limite, Patience patience)
    {
        await using var source = await contenu.ReadAsStreamAsync(patience.Jeton);
        using var cible = new MemoryStream();
        var tampon = new byte[16 * 1024];
        int lus;
        while ((lus = await source.ReadAsync(tampon, patience.Jeton)) > 0)
        {
            patience.Renouveler();
            if (cible.Length + lus > limite) return null;
            cible.Write(tampon, 0, lus);
        }

        return cible.ToArray();
    }

    // Refit may hand on what the handler threw inside an exception of its own.
    private static bool EstDelai(Exception e) => e is OperationCanceledException || e.InnerException is OperationCanceledException;

    private static Exception? Reseau(Exception e) => e is HttpRequestException or IOException ? e
        : e is ApiRequestException && e.InnerException is HttpRequestException or IOException ? e.InnerException
        : null;

    private TimeSpan? Attendre(HttpResponseMessage reponse)
    {
        if (reponse.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) return null;
        var attente = reponse.Headers.RetryAfter is { } dit ? dit.Delta ?? dit.Date - time.GetUtcNow() : null;
        return attente > TimeSpan.Zero ? attente : null;
    }
}
