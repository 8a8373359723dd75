using System.CommandLine;
using System.Globalization;
using Parcoursup.Gateway.Cli;

namespace Parcoursup.Gateway.Gateway.Tests.Cli;

/// <summary>What the command line says of itself is French, whatever the machine's language.</summary>
public sealed class HelpTests
{
    // Words of the library that its French leaves in English.
    private static readonly string[] English = ["Description:", "[command]", "[options] [[", "Show ", "Arguments passed", "(REQUIRED)", "expects", "Cannot", "required"];

    [Fact]
    public void The_help_of_every_command_is_French_and_describes_it()
    {
        InFrance(() => Assert.All(All(GatewayCommand.Create()), command =>
        {
            var told = Help(command);
            Assert.All(English, word => Assert.DoesNotContain(word, told, StringComparison.OrdinalIgnoreCase));
            Assert.StartsWith($"Description :{Environment.NewLine}  {command.Description}", told, StringComparison.Ordinal);
            Assert.Contains("Affiche cette aide", told, StringComparison.Ordinal);
            // As it is installed and as the guides call it.
            Assert.Contains($"{Environment.NewLine}  parcoursup-gateway ", told, StringComparison.Ordinal);
            Assert.All(command.Options.Where(o => o.Required), o => Assert.Contains("(obligatoire)", told, StringComparison.Ordinal));
        }));
    }

    [Fact]
    public void Without_a_command_settings_may_be_given_and_the_help_says_how() =>
        InFrance(() => Assert.Contains("--Urls=http://127.0.0.1:8080", Help(GatewayCommand.Create()), StringComparison.Ordinal));

    [Theory]
    [InlineData("candidat 17 --etablissement a --session 2026 --session 2027", "--session est donnée plusieurs fois")]
    [InlineData("candidat 17 --etablissement a --session deux", "--session : « deux » ; écrire un nombre entier.")]
    [InlineData("candidat 17 --etablissement a", "--session est obligatoire")]
    [InlineData("candidat 17 --etablissement a --session", "--session")]
    public void What_is_wrong_with_a_command_line_is_told_in_French(string line, string sentence) => InFrance(() =>
    {
        var told = string.Join('\n', CommandLineRefusal.Of(GatewayCommand.Create().Parse(line)));

        Assert.Contains(sentence, told, StringComparison.Ordinal);
        Assert.All(English, word => Assert.DoesNotContain(word, told, StringComparison.OrdinalIgnoreCase));
    });

    /// <summary>A misspelt option must not start a gateway, least of all with the next setting for its value.</summary>
    [Theory]
    [InlineData("--zorglub", "« --zorglub » n'est ni une option, ni un réglage", "« --zorglub » n'a pas de valeur.")]
    [InlineData("--aide --Stockage:Chemin=x.db", "« --aide » n'est ni une option", "« --aide » n'a pas de valeur.")]
    [InlineData("--redy=x", "« --redy » n'est ni une option")]
    [InlineData("--Urls", "« --Urls » n'a pas de valeur.")]
    [InlineData("--Urls --Stockage:Chemin=x.db", "« --Urls » n'a pas de valeur.")]
    [InlineData("-x2", "« -x2 » n'est ni une option, ni un réglage.")]
    [InlineData("--Urls=http://127.0.0.1:8080 reste", "« reste » n'est ni une option, ni un réglage.")]
    [InlineData("--")]
    [InlineData("--Urls http://127.0.0.1:8080 --stockage:chemin=x.db --Logging:LogLevel:Default Debug --Kestrel:Limits:MaxRequestLineSize=9000")]
    [InlineData("--Stokage:Type=Sqlite")]
    public void Settings_on_the_command_line_are_known_and_have_a_value(string line, params string[] sentences)
    {
        var told = CommandLineSettings.Errors(
            GatewayCommand.Create().Parse(line).UnmatchedTokens, ["Stockage:Type", "Stockage:Chemin"]);

        Assert.Equal(sentences.Length, told.Count);
        Assert.All(sentences.Zip(told), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    private static IEnumerable<Command> All(Command command) => [command, .. command.Subcommands.SelectMany(All)];

    private static string Help(Command command)
    {
        var path = new List<string>();
        for (var at = command; at is not RootCommand; at = (Command)at.Parents.Single()) path.Insert(0, at.Name);
        var root = command;
        while (root.Parents.SingleOrDefault() is Command above) root = above;
        using var output = new StringWriter();
        Assert.Equal(0, root.Parse([.. path, "--help"]).Invoke(new InvocationConfiguration { Output = output }));
        return output.ToString();
    }

    // As the program begins.
    private static void InFrance(Action act)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
        try
        {
            act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
