import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { type Page, pageOf } from '../platform/http/page';
import { BigIntPipe } from '../platform/http/path-ids';
import { ListOrdersQuery, toOrderFilter } from './dto/list-orders.query';
import { ResolveOrderDto, toResolution } from './dto/resolve-order.dto';
import { OrderResolution } from './order-resolution';
import { type OrderStoryView, type OrderView, presentOrder, presentStory } from './order-view';
import { OrdersService } from './orders.service';

@ApiTags('trading')
@ApiBearerAuth()
@Controller('trading/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly resolution: OrderResolution,
  ) {}

  @Get()
  @Allow('terminal', 'read')
  @ApiOperation({ summary: 'List orders, the newest first' })
  async list(@Caller() { userId }: Principal, @Query() query: ListOrdersQuery): Promise<Page<OrderView>> {
    const filter = toOrderFilter(query);
    const rows = await this.orders.list(userId, { ...filter, limit: filter.limit + 1 });
    return pageOf(rows, filter.limit, ({ id }) => [id], presentOrder);
  }

  @Get(':orderId')
  @Allow('terminal', 'read')
  @AnswerExample(200, 'orders/order.response')
  @Refusals({ 404: ['ORDER.NOT_FOUND'] })
  @ApiOperation({ summary: 'One order with everything that ever happened to it' })
  async get(
    @Caller() { userId }: Principal,
    @Param('orderId', BigIntPipe) orderId: string,
  ): Promise<OrderStoryView> {
    const { order, events } = await this.orders.get(userId, orderId);
    return presentStory(order, events);
  }

  @Post(':orderId/resolve')
  @HttpCode(200)
  @BodyExample('orders/resolve.request')
  @AnswerExample(200, 'orders/order.response')
  @Refusals({ 404: ['ORDER.NOT_FOUND'], 409: ['ORDER.NOT_IN_DOUBT', 'ORDER.TERMINAL_WILL_TELL'] })
  @ApiOperation({
    summary: 'Say what became of an order in doubt',
    description:
      'For an order of which no terminal will tell any more. Look into the account first: it is believed.',
  })
  async resolve(
    @Caller() { userId }: Principal,
    @Param('orderId', BigIntPipe) orderId: string,
    @Body() body: ResolveOrderDto,
  ): Promise<OrderStoryView> {
    await this.resolution.resolve(userId, orderId, toResolution(body));
    const { order, events } = await this.orders.get(userId, orderId);
    return presentStory(order, events);
  }
}
