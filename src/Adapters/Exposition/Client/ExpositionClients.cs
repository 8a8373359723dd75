using System.Collections.Concurrent;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <inheritdoc cref="IExpositionClients"/>
internal sealed class ExpositionClients(
    Database database, CacheBook cache, ConnexionsReglees connexions, IBusinessClock clock, TimeProvider time,
    ILoggerFactory loggers, CertificatsSortants certificats) : IExpositionClients, IDisposable
{
    private readonly ConcurrentBag<IDisposable> _ouverts = [];
    private readonly ListeBook _listes = new(database);
    private IExpositionApi? _reglee;

    /// <exception cref="ArgumentException">
    /// A secret would travel in clear text to another machine (rule J6), or could not be sent as it stands.
    /// </exception>
    public IExpositionApi Ouvrir(ConnexionExposition connexion)
    {
        if (EnvoiPossible.Refus(connexion) is { } refus) throw new ArgumentException(refus);
        if (ReglagesErreurs.EnClair(connexion) is { } clair && !connexions.Reglages.ClairAccepte) throw new ArgumentException(clair);
        return Garder(Source(connexion));
    }

    public IExpositionApi? DesReglages() => !connexions.Existent ? null
        : _reglee ??= Garder(new ExpositionBascule(connexions, Source, loggers.CreateLogger<ExpositionBascule>(), time));

    public void Dispose()
    {
        while (_ouverts.TryTake(out var ouvert)) ouvert.Dispose();
    }

    private ExpositionApi Garder(IExpositionSource source) => new(source, cache, _listes, clock, time);

    private ExpositionSource Source(ConnexionExposition connexion)
    {
        var reglages = connexions.Reglages.Appel;
        // Whoever calls the same API shares its limit, on whatever node.
        var debit = new DebitPartage(database, connexion.Base.GetLeftPart(UriPartial.Path).TrimEnd('/'), reglages, time);
        var source = new ExpositionSource(connexion, reglages, debit, time, OfTheHost);
        _ouverts.Add(debit);
        _ouverts.Add(source);
        return source;
    }

    // Its addresses are the operator's own.
    private void OfTheHost(SocketsHttpHandler handler)
    {
        certificats.Apply(handler.SslOptions);
        handler.ConnectCallback = AppelsSortants.LibreAsync;
    }
}
