using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Parcoursup.Gateway.Cli;

/// <summary>The help, wholly in French: the library translates most of its words, and leaves some.</summary>
internal sealed class FrenchHelp(HelpAction inner) : SynchronousCommandLineAction
{
    // As it is installed and as the guides call it, whatever the file is called.
    private const string Named = "parcoursup-gateway";

    private static readonly (string English, string French)[] Words =
    [
        ("Description:", "Description :"),
        ("[command]", "[commande]"),
        ("[options] [[--] <additional arguments>...]]", "[options] [réglages]"),
        ("Arguments passed to the application that is being run.",
            "Sans commande, la passerelle démarre ; un réglage s'écrit --Section:Nom=valeur, par exemple --Urls=http://127.0.0.1:8080."),
        ("(REQUIRED)", "(obligatoire)"),
    ];

    public static void For(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Affiche cette aide";
        help.Action = new FrenchHelp((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        try
        {
            inner.Invoke(parseResult);
        }
        finally
        {
            configuration.Output = output;
        }

        output.Write(Words.Append(($"  {RootCommand.ExecutableName} ", $"  {Named} ")).Aggregate(
            text.ToString(), (told, word) => told.Replace(word.Item1, word.Item2, StringComparison.Ordinal)));
        return 0;
    }
}
