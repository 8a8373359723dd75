using System.Runtime.InteropServices;
using Parcoursup.Gateway.Demo;
using Parcoursup.Gateway.Demo.Reporting;

var (options, erreur) = DemoOptions.Lire(args);
if (options is null)
{
    await Console.Error.WriteLineAsync($"{erreur}{Environment.NewLine}{Environment.NewLine}{DemoOptions.Usage}");
    return 2;
}

if (options.Aide)
{
    Console.WriteLine(DemoOptions.Usage);
    return 0;
}

if (options.Ready is { } ready && ReadyFile.ProblemOf(ready) is { } unwritable)
{
    await Console.Error.WriteLineAsync(unwritable);
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var ecran = new EcranConsole(EcranConsole.Ouvrir());
try
{
    var code = await DemoRun.RunAsync(options, ecran, TimeProvider.System, stop.Token);
    if (stop.IsCancellationRequested) ecran.Dire("Tout est arrêté et le dossier de travail effacé. Au revoir !");
    return code;
}
catch (DemoException e)
{
    ecran.Erreur(e.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    ecran.Dire("Démonstration interrompue avant la fin ; tout est arrêté et le dossier de travail effacé. Au revoir !");
    return 1;
}

void Stop(PosixSignalContext context)
{
    // The end is ours: the gateway is to be stopped and its folder deleted first.
    context.Cancel = true;
    stop.Cancel();
}
