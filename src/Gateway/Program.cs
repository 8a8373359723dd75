using Parcoursup.Gateway.Cli;

return await GatewayCommand.Create().Parse(args).InvokeAsync();

/// <summary>Entry point, public for the test host.</summary>
public partial class Program;
