using System.Globalization;
using Parcoursup.Gateway.Bench;
using Parcoursup.Gateway.NuitCatalogue;
using Parcoursup.Gateway.Pages;

// Every page of the administrators with generated data: p50, p99, the target, the ratio to a bare page of the same process, and, on
// PostgreSQL, the plans of what is beyond its target.
// Usage: Pages [candidates = 1000000] [postgres|sqlite] [--donnees FOLDER] [--fois 20] [--seulement TEXT]
// --donnees keeps the data: the next run with the same folder measures at once.
SQLitePCL.Batteries_V2.Init();
var words = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
var candidats = words.Count > 0 ? int.Parse(words[0], CultureInfo.InvariantCulture) : 1_000_000;
var isPostgres = words.ElementAtOrDefault(1) != "sqlite";
var kept = Option("--donnees");
var fois = int.Parse(Option("--fois") ?? "20", CultureInfo.InvariantCulture);
var folder = kept is null ? Directory.CreateTempSubdirectory("mesure-pages-") : Directory.CreateDirectory(Path.GetFullPath(kept));
try
{
    return await RunAsync();
}
finally
{
    if (kept is null) folder.Delete(recursive: true);
}

async Task<int> RunAsync()
{
    const string Remplir = "-c fsync=off -c max_wal_size=16GB -c checkpoint_timeout=30min -c maintenance_work_mem=512MB -c shared_buffers=1GB";
    const string Mesurer = "-c shared_buffers=1GB " + Explication.Reglages;
    var etabs = Population.De(candidats);
    var mark = Path.Combine(folder.FullName, $"rempli-{candidats}");
    var isFilled = File.Exists(mark);
    await using var cluster = isPostgres ? await PostgresCluster.StartAsync(Path.Combine(folder.FullName, "pg"), isFilled ? Mesurer : Remplir) : null;
    (string, string)[] settings =
    [
        ("Horloge__Simulable", "true"), ("Horloge__Depart", "2026-07-16T09:00:00+02:00"), ("Securite__CleMaitresse", Convert.ToBase64String(new byte[32])),
        ("Dossiers__Racines", folder.FullName),
        .. cluster is null ? new[] { ("Stockage__Chemin", Path.Combine(folder.FullName, "gateway.db")) }
            : [("Stockage__Type", "PostgreSql"), ("Stockage__Connexion", cluster.Connexion)],
    ];
    await using var gateway = new GatewayProcess(settings);
    if (!isFilled)
    {
        await FillAsync(gateway, etabs, settings, cluster);
        await File.WriteAllTextAsync(mark, "");
        if (cluster is not null) await cluster.RestartAsync(Mesurer);
    }

    await gateway.LaunchAsync();
    using var unknown = Visiteur.Inconnu(gateway.Url);
    // An account of its own for each run on kept data.
    var run = Guid.NewGuid().ToString("N")[..8];
    using var exploitant = await Visiteur.ConnecterAsync(gateway, "exploitant-" + run, "--exploitant");
    using var local = await Visiteur.ConnecterAsync(gateway, "local-" + run, "--etablissement", etabs[0].Code, "--niveau", "administrateur");
    using var moss = await Visiteur.ConnecterAsync(gateway, "moss-" + run, "--role", "catalogue:moss", "--portee", "-1");
    var bare = await new Mesure(unknown, fois).DeAsync(new("page nue", Visiteur.Face + "/connexion"));
    Console.WriteLine(FormattableString.Invariant($"page nue (connexion) : p50 {bare.Mediane:F1} ms, p99 {bare.P99:F1} ms"));
    var beyond = await MeasureAsync("exploitant", exploitant, [.. etabs.Take(3)], bare.Mediane, cluster,
        [Visiteur.Face + "/", .. etabs.Take(3).Select(e => $"{Visiteur.Face}/etablissements/{e.Code}/")]);
    beyond += await MeasureAsync("d'un établissement", local, [etabs[0]], bare.Mediane, cluster, Visiteur.Face + "/");
    beyond += await MeasureAsync("du catalogue", moss, [], bare.Mediane, cluster, Visiteur.Face + "/", Visiteur.Face + "/catalogue");
    Console.WriteLine(beyond == 0 ? "Within the targets." : $"{beyond} beyond their targets.");
    return beyond == 0 ? 0 : 1;
}

async Task FillAsync(GatewayProcess gateway, IReadOnlyList<Etab> etabs, (string, string)[] settings, PostgresCluster? cluster)
{
    var watch = System.Diagnostics.Stopwatch.StartNew();
    await gateway.ImportAsync(Population.Configuration(etabs, folder.FullName));
    var (feed, rules) = (Path.Combine(folder.FullName, "flux.csv"), Path.Combine(folder.FullName, "regles.json"));
    await Feed.WriteAsync(feed, Math.Min(65_212, candidats / 15));
    await File.WriteAllTextAsync(rules, Feed.Rules(60));
    await gateway.CommandAsync("catalogue", "campagne", "ouvrir", "--debut", "2025-09-10");
    await gateway.CommandAsync("catalogue", "importer", feed);
    await gateway.CommandAsync("catalogue", "regles", "importer", rules);
    await using var coffre = await Coffre.OpenAsync(settings);
    await using IDepot depot = cluster is not null ? await DepotPostgres.OpenAsync(cluster.Connexion)
        : await DepotSqlite.OpenAsync(Path.Combine(folder.FullName, "gateway.db"));
    await new Remplissage(coffre, depot).RunAsync(etabs, done => Console.WriteLine($"{done} candidats, {watch.Elapsed.TotalSeconds:F0} s"));
    Console.WriteLine($"rempli en {watch.Elapsed.TotalSeconds:F0} s");
}

async Task<int> MeasureAsync(string who, Visiteur visiteur, IReadOnlyList<Etab> etabs, double bare, PostgresCluster? cluster, params string[] from)
{
    var questions = (await new Visite(visiteur, etabs).RunAsync(from)).Concat(etabs.SelectMany(Recherches))
        .Where(q => Option("--seulement") is not { } only || q.Nom.Contains(only, StringComparison.Ordinal)).ToList();
    var mesure = new Mesure(visiteur, fois);
    var beyond = new List<Temps>();
    Console.WriteLine($"{who} : {questions.Count} adresses\n| page | p50 ms | p99 ms | objectif | rapport |\n|---|---|---|---|---|");
    foreach (var question in questions)
    {
        var time = await mesure.DeAsync(question);
        Console.WriteLine(FormattableString.Invariant(
            $"| {question.Nom} | {time.Mediane:F0} | {time.P99:F0} | {time.Cible:F0}{(time.Tient ? "" : " **au-delà**")} | {time.Mediane / bare:F1} |"));
        if (!time.Tient) beyond.Add(time);
    }

    if (cluster is null) return beyond.Count;
    var explanation = new Explication(cluster);
    foreach (var slow in beyond)
    {
        var jeton = slow.Question.Recherche is null ? "" : await visiteur.JetonAsync(slow.Question.Adresse);
        Console.WriteLine($"--- {slow.Question.Nom} ({slow.Question.Adresse})\n"
            + await explanation.DeAsync(() => mesure.AskAsync(slow.Question, jeton), milliseconds: 30));
    }

    return beyond.Count;
}

IEnumerable<Question> Recherches(Etab etab)
{
    var address = $"{Visiteur.Face}/etablissements/{etab.Code}/candidats";
    var known = Personne.De(0, etab.Premier);
    foreach (var (what, text, page) in new[]
    {
        ("début de nom", "mar", 1), ("début de nom, page 3", "mar", 3), ("deux lettres", "za", 1), ("une lettre", "x", 1), ("nom et prénom", "martin zoé", 1),
        ("prénom et nom", "ZOE Martin", 1), ("sans accents", "lefevre lea", 1), ("nom rare", "zimverbourini", 1), ("personne", "quelquunquinestpasla", 1),
        ("début commun, personne", "marzzz", 1), ("INE", known.Ine!, 1), ("dossier", $"{etab.Premier + (etab.Candidats / 2)}", 1),
        ("OPI", Remplissage.Opi(1), 1), ("numéro de personne", "999999999", 1),
    })
        yield return new($"recherche ({etab.Sis}, {etab.Candidats}) : {what}", address, text, page);
}

string? Option(string name) => args.SkipWhile(a => a != name).ElementAtOrDefault(1);
