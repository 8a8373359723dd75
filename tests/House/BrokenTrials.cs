using Parcoursup.Gateway.House.Tests.Model;
using Parcoursup.Gateway.House.Tests.Reading;
using Parcoursup.Gateway.House.Tests.Rules;

namespace Parcoursup.Gateway.House.Tests;

/// <summary>Each assertion of the house is broken once, in small, to see it told with its room, its file and what is used.</summary>
public sealed class BrokenTrials
{
    [Theory]
    // A floor above, in the engine.
    [InlineData("Engine/Intake/Journal.cs", "Engine/Evaluation/EvaluationService.cs", "EvaluationService")]
    // A stranger on the same floor.
    [InlineData("Engine/State/Bac/ResultatBacBook.cs", "Engine/State/Gardes/GardeBook.cs", "GardeBook")]
    // The engine knows no system, a system no other one, and nobody the host.
    [InlineData("Engine/Suivi/Synthese.cs", "Adapters/Apogee/Opi/DesiredOpi.cs", "DesiredOpi")]
    [InlineData("Adapters/Fregata/Dossiers/DossierSet.cs", "Adapters/Apogee/Opi/DesiredOpi.cs", "DesiredOpi")]
    [InlineData("Adapters/Apogee/Hosted/OpiEndpoint.cs", "Gateway/Http/ApiAccess.cs", "ApiAccess")]
    // Inside an adapter, likewise.
    [InlineData("Adapters/Apogee/Opi/DesiredOpi.cs", "Adapters/Apogee/LaissezPasser/LaissezPasserBook.cs", "LaissezPasserBook")]
    [InlineData("Adapters/Apogee/Etudiants/EtudiantBook.cs", "Adapters/Apogee/Verification/OpiVerification.cs", "OpiVerification")]
    [InlineData("Adapters/Apogee/Opi/DesiredOpi.cs", "Adapters/Apogee/ApogeeModule.cs", "ApogeeModule")]
    // The protocol knows no engine.
    [InlineData("Adapters/Apogee/Protocol/Client/OpiClient.cs", "Engine/Ground/Text/Accord.cs", "Accord")]
    // The faces and the command line know no system, the composition only its module.
    [InlineData("Gateway/Api/SuiviEndpoints.cs", "Adapters/Apogee/ApogeeModule.cs", "ApogeeModule")]
    [InlineData("Gateway/Cli/GatewayCommand.cs", "Adapters/Apogee/ApogeeModule.cs", "ApogeeModule")]
    [InlineData("Gateway/Composition/Modules.cs", "Adapters/Apogee/Opi/DesiredOpi.cs", "DesiredOpi")]
    [InlineData("Gateway/Composition/Modules.cs", "Adapters/Apogee/ApogeeChecklist.cs", "ApogeeChecklist")]
    [InlineData("Domain/Decisions/Decision.cs", "Soap/Envelope.cs", "Envelope")]
    public void A_higher_floor_or_a_stranger_is_told(string from, string to, string type)
    {
        var told = Assert.Single(FloorRule.Violations([new Reference(new Place(from, 12), "Somebody", to, type)]));

        Assert.Contains($"{from}:12", told, StringComparison.Ordinal);
        Assert.Contains($"Somebody -> {type}", told, StringComparison.Ordinal);
        Assert.StartsWith(Path.GetDirectoryName(from)!.Split('/')[0], told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Engine/Evaluation/EvaluationService.cs", "Engine/Intake/Journal.cs", "Journal")]
    [InlineData("Adapters/Apogee/Opi/DesiredOpi.cs", "Engine/Faces/IModule.cs", "IModule")]
    [InlineData("Adapters/Apogee/ApogeeModule.cs", "Adapters/Apogee/Voies/Fichiers/LotBook.cs", "LotBook")]
    [InlineData("Adapters/Apogee/Protocol/Client/OpiClient.cs", "Soap/Envelope.cs", "Envelope")]
    [InlineData("Gateway/Composition/Modules.cs", "Adapters/Apogee/ApogeeModule.cs", "ApogeeModule")]
    [InlineData("Gateway/Program.cs", "Gateway/Cli/GatewayCommand.cs", "GatewayCommand")]
    public void A_lower_floor_is_not(string from, string to, string type) =>
        Assert.Empty(FloorRule.Violations([new Reference(new Place(from, 12), "Somebody", to, type)]));

    [Theory]
    [InlineData("[GeneratedRegex(\"^[0-9]{7}[A-Z]$\")]")]
    [InlineData("return Regex.IsMatch(text, @\"^\\d+$\", RegexOptions.CultureInvariant);")]
    public void A_pattern_that_takes_a_line_end_is_told(string line) =>
        Assert.StartsWith("Domain/A.cs:1 ends a pattern with a dollar", Assert.Single(PatternRule.Violations([SourceFile.Of("Domain/A.cs", line)])), StringComparison.Ordinal);

    [Theory]
    [InlineData("[GeneratedRegex(@\"^[0-9]{7}[A-Z]\\z\")]")]
    [InlineData("[GeneratedRegex(\"^a$\", RegexOptions.Multiline)]")]
    [InlineData("[GeneratedRegex(@\"^\\$\")]")]
    public void A_pattern_that_ends_with_the_text_is_not(string line) => Assert.Empty(PatternRule.Violations([SourceFile.Of("Domain/A.cs", line)]));

    [Theory]
    [InlineData("await task.WaitAsync(TimeSpan.FromSeconds(30));")]
    [InlineData("Assert.True(watch.Elapsed < limit);")]
    [InlineData("while (watch.ElapsedMilliseconds < 5000)")]
    [InlineData("Assert.True(TimeProvider.System.GetElapsedTime(start).TotalSeconds < 2);")]
    [InlineData("private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);")]
    [InlineData("using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));")]
    public void A_time_that_decides_a_test_is_told(string line) => Assert.StartsWith(
        "tests/A.cs:2 lets a time decide", Assert.Single(PatienceRule.Violations([SourceFile.Of("tests/A.cs", "", line)])), StringComparison.Ordinal);

    [Theory]
    [InlineData("await task.WaitAsync(Poll.Patience);")]
    [InlineData("Assert.True(watch.Elapsed > least);")]
    [InlineData("private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);")]
    public void A_limit_for_what_never_comes_is_not(string line) => Assert.Empty(PatienceRule.Violations([SourceFile.Of("tests/A.cs", line)]));

    [Fact]
    public void A_using_line_of_a_higher_floor_is_told()
    {
        var file = SourceFile.Of("Engine/Intake/Journal.cs", "using System;", "using Parcoursup.Gateway.Engine.Suivi;", "using static Parcoursup.Gateway.Engine.Ground.Text.Accord;");
        var namespaces = new Dictionary<string, string> { ["Parcoursup.Gateway.Engine.Suivi"] = "Engine/Suivi", ["Parcoursup.Gateway.Engine.Ground.Text"] = "Engine/Ground/Text" };

        var told = Assert.Single(FloorRule.Violations([file], namespaces));
        Assert.Contains("Engine/Intake uses Engine/Suivi: Engine/Intake/Journal.cs:2", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_outside_the_plan_and_a_room_without_code_are_told()
    {
        var folders = Sources.Folders.Append("Engine/Divers").Append("Adapters/Apogee/Divers").Append("Adapters/Pegase");
        var before = PlanRule.Violations([.. Sources.Folders]).ToHashSet();

        Assert.Equal(
            ["Engine/Divers is no room of the plan", "Adapters/Apogee/Divers is no room of the plan", "Adapters/Pegase is no room of the plan"],
            PlanRule.Violations([.. folders]).Where(told => !before.Contains(told)));
        Assert.Contains("Engine/Inscriptions stands in the plan and has no code", PlanRule.Violations([.. Sources.Folders.Where(f => !f.StartsWith("Engine/Inscriptions", StringComparison.Ordinal))]));
    }

    [Fact]
    public void A_project_outside_the_solution_and_one_without_a_file_are_told() => Assert.Equal(
        ["tests/Adapters/Pegase/P.Tests.csproj does not stand in the solution", "src/Gone/Gone.csproj stands in the solution and has no file"],
        SolutionRule.Violations(
            ["src/Domain/Domain.csproj", "tests/Adapters/Pegase/P.Tests.csproj", "tests/Interop/clients/wcf/wcf.csproj"],
            ["src/Domain/Domain.csproj", "src/Gone/Gone.csproj"]));

    [Theory]
    [InlineData("Engine/Suivi/Synthese.cs", "    var attente = \"… d'Apogée\";")]
    [InlineData("Engine/Suivi/Synthese.cs", "    // As Parcoursup says it.")]
    [InlineData("Engine/Ground/Storage/Migrations/Sqlite/0015_x.sql", "CREATE TABLE scolarix_x (a TEXT);")]
    [InlineData("Gateway/Api/SuiviEndpoints.cs", "using Parcoursup.Gateway.Adapters.Fregata;")]
    [InlineData("Engine/Suivi/ApogeeThing.cs", "internal sealed class Thing;")]
    public void The_name_of_a_system_is_told(string file, string line) =>
        Assert.Contains(file, Assert.Single(NameRule.Violations([SourceFile.Of(file, line)], [])), StringComparison.Ordinal);

    [Theory]
    [InlineData("Engine/Suivi/Synthese.cs", "namespace Parcoursup.Gateway.Engine.Suivi;")]
    [InlineData("Engine/Suivi/Synthese.cs", "Tell(\"lancer parcoursup-gateway audit verifier\");")]
    [InlineData("Adapters/Apogee/Opi/DesiredOpi.cs", "// As Apogée says it.")]
    public void The_root_of_the_namespaces_the_program_and_a_system_at_home_are_not(string file, string line) =>
        Assert.Empty(NameRule.Violations([SourceFile.Of(file, line)], []));

    [Fact]
    public void A_name_that_stays_is_written_down_with_its_file()
    {
        (string, string)[] allowed = [("\"parcoursup-gateway\"", "Engine/Suivi/A.cs")];
        var (named, elsewhere) = (SourceFile.Of("Engine/Suivi/A.cs", "X(\"parcoursup-gateway\");"), SourceFile.Of("Engine/Suivi/B.cs", "X(\"parcoursup-gateway\");"));
        var more = SourceFile.Of("Engine/Suivi/A.cs", "X(\"parcoursup-gateway\"); // as Parcoursup");

        Assert.Empty(NameRule.Violations([named], allowed));
        Assert.Contains("Engine/Suivi/B.cs:1 names", Assert.Single(NameRule.Violations([named, elsewhere], allowed)), StringComparison.Ordinal);
        Assert.Contains("Engine/Suivi/A.cs:1 names", Assert.Single(NameRule.Violations([more], allowed)), StringComparison.Ordinal);
        Assert.Contains("strike the debt", Assert.Single(NameRule.Violations([], allowed)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_debt_and_one_that_is_paid_are_told()
    {
        var file = SourceFile.Of("Engine/Suivi/Synthese.cs", "SELECT cod_opi FROM candidat");

        Assert.Contains("Engine/Suivi/Synthese.cs:1 says cod_opi", Assert.Single(NameRule.Debts([file], [])), StringComparison.Ordinal);
        Assert.Empty(NameRule.Debts([file], [("cod_opi", file.Path)]));
        Assert.Contains("strike the debt", Assert.Single(NameRule.Debts([file], [("cod_opi", file.Path), ("vets_en_cours", file.Path)])), StringComparison.Ordinal);
    }

    [Fact]
    public void No_module_two_modules_and_one_in_a_room_are_told()
    {
        var others = Plan.Inside.Keys.Where(adapter => adapter != "Adapters/Apogee").Select(adapter => Module($"{adapter}/Its.cs")).ToList();

        Assert.Contains("Adapters/Apogee has 0 modules", Assert.Single(ModuleRule.Violations(others)), StringComparison.Ordinal);
        Assert.Empty(ModuleRule.Violations([.. others, Module("Adapters/Apogee/A.cs")]));
        Assert.Contains("Adapters/Apogee has 2 modules", Assert.Single(ModuleRule.Violations([.. others, Module("Adapters/Apogee/A.cs"), Module("Adapters/Apogee/B.cs")])), StringComparison.Ordinal);
        Assert.Contains("stands in a room", Assert.Single(ModuleRule.Violations([.. others, Module("Adapters/Apogee/Opi/A.cs")])), StringComparison.Ordinal);
        Assert.Contains("outside the adapters", Assert.Single(ModuleRule.Violations([.. others, Module("Adapters/Apogee/A.cs"), Module("Engine/Suivi/C.cs")])), StringComparison.Ordinal);

        static TypeFact Module(string file) => new(new Place(file, 0), "Its", ["Parcoursup.Gateway.Engine.Faces.IModule"]);
    }

    [Fact]
    public void A_number_given_twice_is_told()
    {
        var told = Assert.Single(EventRule.Violations([new(new("Engine/Intake/Log.cs", 5), "A", 7101), new(new("Engine/Suivi/Log.cs", 9), "B", 7101), new(new("Engine/Suivi/Log.cs", 11), "C", 7102)]));

        Assert.Equal("event 7101 is given 2 times: Engine/Intake/Log.cs:5 A, Engine/Suivi/Log.cs:9 B", told);
    }

    [Theory]
    [InlineData("UPDATE candidat SET a_evaluer = TRUE")]
    [InlineData("INSERT INTO candidat (code) VALUES (1)")]
    [InlineData("INSERT OR IGNORE INTO candidat (code) VALUES (1)")]
    [InlineData("DELETE FROM candidat")]
    [InlineData("MERGE INTO candidat")]
    [InlineData("COPY candidat FROM STDIN")]
    [InlineData("private static readonly BulkInsert<Row> Rows = new(\"candidat\",")]
    [InlineData("private readonly Lease _lease = new(new LeasedTable(\"candidat\", UnderWay, Returned: \"\", Duration), node, time);")]
    [InlineData("    \"candidat\", Held: $\"etat = '{UnderWay}'\", Returned: $\"etat = '{Asked}'\", Duration: TimeSpan.FromMinutes(1));")]
    [InlineData("internal sealed class Stores(Database database, RacinesDossiers racines) : PublicationStores(database, racines, new PartTable(\"candidat\", \"lot\", Named: true));")]
    public void Writing_into_the_table_of_another_is_told(string line)
    {
        var file = SourceFile.Of("Engine/Suivi/Synthese.cs", "", line);

        Assert.Equal("Engine/Suivi/Synthese.cs:2 writes candidat, which belongs to Engine/State/Candidats", Assert.Single(TableRule.Violations([file], Tables.Owners, [])));
        Assert.Empty(TableRule.Violations([file], Tables.Owners, [("candidat", file.Path)]));
        Assert.Empty(TableRule.Violations([SourceFile.Of("Engine/State/Candidats/CandidatTables.cs", line)], Tables.Owners, []));
    }

    [Fact]
    public void An_exception_that_nobody_needs_and_a_table_of_nobody_are_told()
    {
        var paid = Assert.Single(TableRule.Violations([], Tables.Owners, [("candidat", "Engine/Suivi/Synthese.cs")]));
        Assert.Equal("Engine/Suivi/Synthese.cs writes candidat no more: strike the exception", paid);

        var made = SourceFile.Of("Engine/Ground/Storage/Migrations/Sqlite/0015_x.sql", "CREATE TABLE IF NOT EXISTS orpheline (a TEXT);");
        Assert.Contains("makes orpheline", Assert.Single(TableRule.Unowned([made], Tables.Owners)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_a_rename_would_miss_is_told()
    {
        var declared = SourceFile.Of("Engine/Suivi/Etat.cs", "internal enum Etat", "{", "    /// <summary>Now.</summary>", "    EnCours,", "    Fini = 3,", "}");
        var missed = SourceFile.Of("Engine/Suivi/A.cs", "// once 'EnCours'", "WHERE etat IN ('{nameof(Etat.EnCours)}', 'Fini', 'Ailleurs')");

        Assert.Equal("Engine/Suivi/A.cs:2 writes 'Fini', which is Etat.Fini", Assert.Single(StateRule.Violations([declared, missed])));
    }

    [Fact]
    public void What_is_too_long_is_told()
    {
        var line = SourceFile.Of("Engine/Suivi/A.cs", new string('x', 140), new string('x', 141));
        Assert.Equal("Engine/Suivi/A.cs:2 has 141 characters", Assert.Single(SizeRule.Lines([line])));

        var (longer, shorter) = (SourceFile.Of("Engine/Suivi/B.cs", new string[251]), SourceFile.Of("Engine/Suivi/C.cs", new string[250]));
        Assert.Equal("Engine/Suivi/B.cs has 251 lines", Assert.Single(SizeRule.Files([longer, shorter], [])));
        Assert.Empty(SizeRule.Files([longer, shorter], [longer.Path]));
        Assert.Contains("strike it", Assert.Single(SizeRule.Files([shorter], [shorter.Path])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constructor_of_eight_parameters_wants_a_reason()
    {
        var (seven, eight) = (new ConstructorFact(new("Engine/Suivi/A.cs", 3), "X.A", 7), new ConstructorFact(new("Engine/Suivi/A.cs", 3), "X.A", 8));
        var silent = SourceFile.Of("Engine/Suivi/A.cs", "// parameters", "", "internal sealed class A(int a");
        var told = SourceFile.Of("Engine/Suivi/A.cs", "// Eight parameters: it composes what stands apart.", "[Obsolete]", "internal sealed class A(int a");

        Assert.Empty(SizeRule.Constructors([seven], [silent]));
        Assert.Equal("Engine/Suivi/A.cs:3: X.A takes 8 parameters and no comment says why", Assert.Single(SizeRule.Constructors([eight], [silent])));
        Assert.Empty(SizeRule.Constructors([eight], [told]));
    }
}
