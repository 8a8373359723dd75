using System.CommandLine;
using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Adapters.Catalogue.Envois;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Commandes;

/// <summary>What speaks with Parcoursup: <c>envoyer</c>, <c>retour</c>, <c>jeton</c>.</summary>
internal static class EnvoiCommands
{
    public static Command Envoyer(LigneCatalogue line)
    {
        var options = new OptionsEnvoi();
        return line.Commande<EnvoiCommand>("envoyer", "Envoie à Parcoursup les formations prêtes, une par appel", options.Options,
            (result, command, ct) => command.EnvoyerAsync(result, options, null, ct));
    }

    public static Command Retour(LigneCatalogue line)
    {
        var file = new Argument<string?>("fichier") { Description = "Le flux retour, une liste JSON", Arity = ArgumentArity.ZeroOrOne };
        var options = new OptionsService();
        return line.Commande<RetourService>("retour", "Applique le flux retour de Parcoursup, lu dans un fichier ou demandé au service",
            [file, .. options.Options], async (result, service, ct) =>
            {
                if (result.GetValue(file) is { } path)
                    return await LigneCatalogue.AvecFichierAsync(path, bytes => service.LireAsync(new MemoryStream(bytes), ct), ct);
                using var access = options.Lire(result, out var refusal);
                return access is null ? refusal! : await service.DemanderAsync(access.Service, ct);
            });
    }

    public static Command Jeton(LigneCatalogue line)
    {
        var body = new Option<string?>("--corps") { Description = "Le corps à signer ; - pour un GET, qui n'en a pas" };
        var options = new OptionsService(withUrl: false);
        return line.Commande<JetonCommand>("jeton", "Écrit le jeton d'un appel, valable vingt secondes", [body, .. options.Options],
            async (result, command, ct) =>
            {
                using var access = options.Lire(result, out var refusal);
                if (access is null) return refusal!;
                if (result.GetValue(body) is not { } given) return Issue.Refusee("corps", "Indiquer le corps à signer, ou - pour un GET.");
                return given == "-" ? command.Jeton(access, "null"u8.ToArray())
                    : await LigneCatalogue.AvecFichierAsync(given, bytes => Task.FromResult(command.Jeton(access, bytes)), ct);
            });
    }
}

/// <summary>The service and the key that signs.</summary>
internal sealed record AccesLu(AccesService Service) : IDisposable
{
    public void Dispose() => Service.Cle.Dispose();
}

/// <summary>How the service is reached.</summary>
internal sealed class OptionsService(bool withUrl = true)
{
    private readonly Option<string?> _url = new("--url") { Description = "Base du service, …/ApiFormation/api" };
    private readonly Option<string?> _key = new("--cle-privee") { Description = "Fichier PEM de la clé privée" };
    private readonly Option<string?> _certificate = new("--certificat") { Description = "Identifiant du certificat chez Parcoursup" };

    public IEnumerable<Symbol> Options => withUrl ? [_url, _key, _certificate] : [_key, _certificate];

    public AccesLu? Lire(ParseResult result, out Issue? refus)
    {
        refus = null;
        if (withUrl && AccesService.ErreurUrl(result.GetValue(_url)) is { } wrong) refus = Issue.Refusee("url", wrong);
        else if (string.IsNullOrWhiteSpace(result.GetValue(_certificate)))
            refus = Issue.Refusee("certificat", "Indiquer l'identifiant du certificat (--certificat).");
        else if (string.IsNullOrWhiteSpace(result.GetValue(_key)))
            refus = Issue.Refusee("cle-privee", "Indiquer le fichier de la clé privée (--cle-privee).");
        if (refus is not null) return null;
        try
        {
            var url = withUrl ? new Uri(result.GetValue(_url)!) : new Uri("https://localhost/");
            return new(new AccesService(url, result.GetValue(_certificate)!.Trim(), ClePrivee.Lire(result.GetValue(_key)!)));
        }
        catch (ClePriveeException unusable)
        {
            refus = Issue.Refusee("cle-privee", unusable.Message);
            return null;
        }
    }
}

/// <summary>A run of postings.</summary>
internal sealed class OptionsEnvoi
{
    private readonly OptionsService _service = new();
    private readonly Option<string?> _limit = new("--limite") { Description = "Envois au plus, 50 par défaut" };
    private readonly Option<string?> _pause = new("--pause-ms") { Description = "Pause entre deux envois, en millisecondes" };

    public IEnumerable<Symbol> Options => [_limit, .. _service.Options, _pause];

    public (AccesLu? Acces, int Limite, TimeSpan Pause) Lire(ParseResult result, out Issue? refus)
    {
        var (limit, pause) = (Nombre(result.GetValue(_limit) ?? "50"), Nombre(result.GetValue(_pause) ?? "0"));
        refus = limit is null ? Issue.Refusee("limite", "Écrire un nombre entier.")
            : pause is null ? Issue.Refusee("pause-ms", "Écrire un nombre de millisecondes.") : null;
        return refus is not null ? default : (_service.Lire(result, out refus), limit!.Value, TimeSpan.FromMilliseconds(pause!.Value));
    }

    private static int? Nombre(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A run of the command line.</summary>
internal sealed class EnvoiCommand(EnvoiService envois, Database database, AuditBook audit, IBusinessClock clock)
{
    public async Task<Issue> EnvoyerAsync(ParseResult result, OptionsEnvoi options, DateOnly? jour, CancellationToken ct)
    {
        var (access, limit, pause) = options.Lire(result, out var refusal);
        if (access is null) return refusal!;
        await database.WriteAsync(session =>
        {
            audit.Note(session, new(ActeAudit.EnvoiLance, null, "formations prêtes"));
            return Task.CompletedTask;
        }, ct);
        using (access) return await envois.EnvoyerAsync(new(access.Service, limit, pause, jour ?? clock.Today), ct);
    }
}

/// <summary>The token of one call, at the instant of the command.</summary>
internal sealed class JetonCommand(IBusinessClock clock, TimeProvider time)
{
    public Issue Jeton(AccesLu acces, byte[] corps) => Issue.Faite(Encoding.ASCII.GetBytes(
        new JetonParcoursup(acces.Service.Cle, acces.Service.Certificat, clock is FixedBusinessClock ? new Fixe(clock.Now) : time)
            .PourCorps(corps)));

    private sealed class Fixe(DateTimeOffset instant) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => instant.ToUniversalTime();
    }
}
