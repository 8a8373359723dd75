using System.Globalization;
using Parcoursup.Gateway.Cli;

// Whoever reads the help is French, whatever the machine's language.
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
return await GatewayCommand.Create().Parse(args).InvokeAsync();

/// <summary>Entry point, public for the test host.</summary>
public partial class Program;
