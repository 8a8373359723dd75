using System.Globalization;
using Parcoursup.Gateway.Bench;
using Parcoursup.Gateway.OpiIntake;

// Durable acceptance of OPI by the hosted service, as a ratio to a bare Kestrel endpoint in the same run.
// Usage: OpiIntake [seconds per round = 10] [rounds = 5] [sqlite|postgres|both]
if (args is ["--serve", _, var url])
{
    await MeasuredServer.ServeAsync(url, app => app.MapPost("/", BareEndpoint.EchoAsync));
    return 0;
}

var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var engines = args.Length > 2 && args[2] != "both" ? [args[2]] : new[] { "sqlite", "postgres" };

using var bare = await MeasuredServer.StartAsync("bare");
var reached = true;
foreach (var engine in engines)
{
    await using var cluster = engine == "postgres" ? await PostgresCluster.StartAsync() : null;
    await using var gateway = new GatewayUnderLoad(cluster?.Connexion);
    await gateway.StartAsync();
    // One commit of SQLite reaches the disk in the gateway's own process, one of PostgreSQL in another, which takes its part of the processors.
    reached &= await new Series(engine, bare, gateway, seconds, engine == "postgres" ? 0.20 : 0.25).RunAsync(rounds);
}

return reached ? 0 : 1;
