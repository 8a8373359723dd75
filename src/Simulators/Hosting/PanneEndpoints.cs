using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>GET, POST and DELETE /pannes, alike for every simulator.</summary>
internal static class PanneEndpoints
{
    public static void MapPannes(this IEndpointRouteBuilder routes, PanneQueue queue, PanneReader reader)
    {
        routes.MapGet("/pannes", (RequestDelegate)(context => JsonBody.WriteAsync(context.Response, State(queue, reader))));

        routes.MapPost("/pannes", async context =>
        {
            var (panne, erreur) = reader.Read(await JsonBody.ReadAsync(context.Request, context.RequestAborted));
            if (panne is null)
            {
                await JsonBody.WriteErrorAsync(context.Response, erreur);
                return;
            }

            queue.Add(panne);
            await JsonBody.WriteAsync(context.Response, State(queue, reader), StatusCodes.Status201Created);
        });

        routes.MapDelete("/pannes", (RequestDelegate)(context =>
        {
            queue.Clear();
            return JsonBody.WriteAsync(context.Response, State(queue, reader));
        }));
    }

    private static JsonObject State(PanneQueue queue, PanneReader reader) => new() { ["pannes"] = reader.Describe(queue.Waiting()) };
}
