using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>What a call of the gateway has come to.</summary>
public enum MomentAppel
{
    /// <summary>It has arrived, and nothing was done.</summary>
    Recu,

    /// <summary>What it asks for is done, and the caller has no answer yet.</summary>
    Fait,

    /// <summary>The caller has its answer.</summary>
    Repondu,
}

/// <summary>
/// Somebody who looks on while a simulated system is called, and may hold the call: to lose the caller at that very moment. When he
/// comes back, the system goes on.
/// </summary>
/// <param name="portAppelant">The caller's port on the loopback.</param>
public delegate Task Temoin(MomentAppel moment, string chemin, int portAppelant);

internal static class TemoinAppels
{
    /// <summary>Shows every call to whoever looks on at that time.</summary>
    public static async Task MontrerAsync(HttpContext context, RequestDelegate next, Temoin? temoin)
    {
        if (temoin is null)
        {
            await next(context);
            return;
        }

        var (chemin, port) = (context.Request.Path.Value ?? "", context.Connection.RemotePort);
        await temoin(MomentAppel.Recu, chemin, port);
        var wire = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next(context);
        await temoin(MomentAppel.Fait, chemin, port);
        context.Response.Body = wire;
        if (context.RequestAborted.IsCancellationRequested) return;
        await wire.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
        await wire.FlushAsync(context.RequestAborted);
        await temoin(MomentAppel.Repondu, chemin, port);
    }
}
