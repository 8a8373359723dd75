using System.Globalization;
using Parcoursup.Gateway.Cli;
using Parcoursup.Gateway.Engine.Faces;

// Whoever reads the help is French, whatever the machine's language.
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
var command = GatewayCommand.Create().Parse(args);
return CommandLineRefusal.Of(command) is { Count: > 0 } refusal ? await CommandFailure.TellAsync(refusal) : await command.InvokeAsync();

/// <summary>Entry point, public for the test host.</summary>
public partial class Program;
